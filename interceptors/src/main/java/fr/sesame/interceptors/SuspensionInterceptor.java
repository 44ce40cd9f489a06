package fr.sesame.interceptors;

import fr.sesame.account.Calendar;
import fr.sesame.account.InvalidValueException;
import fr.sesame.account.Population;
import fr.sesame.account.Suspension;
import fr.sesame.schema.ObjectClasses;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidAttributeValueException;
import org.apache.directory.api.ldap.model.exception.LdapInvalidDnException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.AttributeType;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.AddOperationContext;
import org.apache.directory.server.core.api.interceptor.context.ModifyOperationContext;
import org.jspecify.annotations.Nullable;

/**
 * What is written as a suspension is one: directly under {@code ou=suspensions}, with times, a message and populations that there
 * are; else result 19, which says what is wrong, or 64. Who may write one is decided before ({@link AccessInterceptor}).
 */
public final class SuspensionInterceptor extends BaseInterceptor {
    private final String base;
    private final Set<Population> populations;
    private @Nullable SuspensionEntries form;

    /**
     * @param base the DN at the top of the directory
     * @param calendar its populations are those that there are
     */
    public SuspensionInterceptor(String base, Calendar calendar) {
        super("sesameSuspensionInterceptor");
        this.base = base;
        this.populations = new TreeSet<>(calendar.rules().keySet());
    }

    @Override
    public void init(DirectoryService directoryService) throws LdapException {
        super.init(directoryService);
        form = new SuspensionEntries(directoryService.getSchemaManager(), base);
    }

    private SuspensionEntries form() {
        if (form == null) {
            throw new IllegalStateException("not initialised");
        }
        return form;
    }

    @Override
    public void add(AddOperationContext context) throws LdapException {
        check(context.getDn(), context.getEntry());
        next(context);
    }

    @Override
    public void modify(ModifyOperationContext context) throws LdapException {
        Set<AttributeType> watched = new HashSet<>(form().types());
        watched.add(form().objectClass);
        if (form().isOne(context.getDn()) && EntryChange.touches(context.getModItems(), watched)) {
            EntryChange change = EntryChange.of(context.getEntry(), context.getModItems(), watched);
            check(context.getDn(), change.after());
        }
        next(context);
    }

    private void check(Dn dn, Entry entry) throws LdapException {
        boolean place = form().isOne(dn);
        if (!place && !form().hasItsClass(entry)) {
            return;
        }
        if (!place || !form().hasItsClass(entry) || !form().isNamedWell(dn, entry)) {
            throw new LdapInvalidDnException(
                    ResultCodeEnum.NAMING_VIOLATION,
                    "an entry of class " + ObjectClasses.SESAME_SUSPENSION + ", and no other, is cn=<its one name>,"
                            + form().branch);
        }
        try {
            checkPopulations(form().suspension(entry));
        } catch (InvalidValueException e) {
            throw new LdapInvalidAttributeValueException(ResultCodeEnum.CONSTRAINT_VIOLATION, e.getMessage());
        }
    }

    private void checkPopulations(Suspension suspension) {
        for (Population population : suspension.populations()) {
            if (!populations.contains(population)) {
                throw new InvalidValueException(
                        "there is no population '" + population + "'; expected one of " + populations);
            }
        }
    }
}
