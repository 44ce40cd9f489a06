package fr.sesame.source.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import fr.sesame.source.SourceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads entries page by page (RFC 2696), within the limits of the branch. Of one read. */
final class BranchReader {
    private final Branch branch;
    private final String where;
    private final long begin = System.nanoTime();
    private int count;

    BranchReader(Branch branch, String where) {
        this.branch = branch;
        this.where = where;
    }

    /** Takes an entry. */
    interface Taker {
        void take(SearchResultEntry entry) throws SourceException;
    }

    /** How many were taken. */
    int count() {
        return count;
    }

    void read(LDAPConnection connection, Filter filter, List<String> attributes, Taker each)
            throws LDAPException, SourceException {
        ASN1OctetString more = null;
        do {
            SearchResult page = connection.search(page(filter, attributes, more));
            refuseReferences(page);
            for (SearchResultEntry entry : page.getSearchEntries()) {
                take(entry, each);
            }
            more = next(page);
        } while (more.getValueLength() > 0);
    }

    /** One that was found elsewhere. */
    void take(SearchResultEntry entry, Taker each) throws SourceException {
        count++;
        refuseTooMuch();
        each.take(entry);
    }

    private SearchRequest page(Filter filter, List<String> attributes, @Nullable ASN1OctetString more) {
        SearchRequest request =
                new SearchRequest(branch.base(), SearchScope.SUB, filter, attributes.toArray(String[]::new));
        request.setTimeLimitSeconds((int) branch.timeout().toSeconds());
        request.addControl(new SimplePagedResultsControl(branch.pageSize(), more, true));
        return request;
    }

    /** What to ask the next page with; empty after the last. */
    private ASN1OctetString next(SearchResult page) throws LDAPException, SourceException {
        SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
        if (control == null) {
            throw new SourceException(
                    where + ": the directory does not say whether there is more; expected one that knows pages "
                            + "(RFC 2696). Nothing was changed; ask whoever runs it");
        }
        return control.getCookie();
    }

    private void refuseReferences(SearchResult page) throws SourceException {
        if (page.getReferenceCount() > 0) {
            throw new SourceException(where + ": a part of it is elsewhere, at "
                    + String.join(", ", page.getSearchReferences().get(0).getReferralURLs())
                    + "; expected all of it in one directory. Nothing was changed; choose another 'ldap.base', or make that part a "
                    + "source of its own");
        }
    }

    private void refuseTooMuch() throws SourceException {
        if (count > branch.maxRows()) {
            throw new SourceException(
                    where + ": found more than " + branch.maxRows()
                            + " entries; expected at most that. Nothing was changed; look at the filter, or raise 'ldap.max-rows'");
        }
        if (System.nanoTime() - begin > branch.timeout().toNanos()) {
            throw new SourceException(where + ": after " + count + " entries, " + branch.timeout()
                    + " were over; expected all of them in that time. Nothing was changed; look why the directory is slow, or "
                    + "raise 'ldap.timeout'");
        }
    }
}
