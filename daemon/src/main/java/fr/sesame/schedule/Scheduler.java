package fr.sesame.schedule;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz in memory: named work on cron schedules. Work never overlaps itself, is done once if its time was missed, and stays
 * scheduled if it fails.
 */
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final String WORK = "work";
    /** More than there is work that takes long: what beats every half minute must not wait for the others. */
    private static final String THREADS = "8";

    /** A schedule shows its longest pause within two weeks, or within so many times if it is rarer than daily … */
    private static final Duration LOOK_AHEAD = Duration.ofDays(15);

    private static final int FEWEST_TIMES = 14;
    /** … and one of every second within the first hours. */
    private static final int MOST_TIMES = 10_000;

    private final org.quartz.Scheduler quartz;
    private volatile boolean stopping;

    private Scheduler(org.quartz.Scheduler quartz) {
        this.quartz = quartz;
    }

    /**
     * Starts it, with nothing to do yet.
     *
     * @param name of this one, unique in the process
     */
    public static Scheduler start(String name) {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", name);
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", THREADS);
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        try {
            org.quartz.Scheduler quartz = new StdSchedulerFactory(properties).getScheduler();
            quartz.start();
            return new Scheduler(quartz);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the scheduler cannot start: " + e.getMessage(), e);
        }
    }

    /**
     * Schedules work.
     *
     * @param name of the work, unique here
     * @param cron in Quartz's form
     * @param zone in which the cron's hours are
     */
    public void schedule(String name, String cron, ZoneId zone, Runnable work) {
        JobDetail job = JobBuilder.newJob(Work.class).withIdentity(name).build();
        job.getJobDataMap().put(WORK, work);
        Trigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(name)
                .withSchedule(CronScheduleBuilder.cronSchedule(cron)
                        .inTimeZone(TimeZone.getTimeZone(zone))
                        .withMisfireHandlingInstructionFireAndProceed())
                .build();
        try {
            quartz.scheduleJob(job, trigger);
        } catch (SchedulerException e) {
            throw new IllegalStateException("cannot schedule " + name + " at '" + cron + "': " + e.getMessage(), e);
        }
    }

    /**
     * The longest time between two times of a schedule that follow each other.
     *
     * @param cron in Quartz's form
     * @param zone in which its hours are
     * @param from where to begin
     * @return empty if there are no two times any more
     */
    public static Optional<Duration> longestPause(String cron, ZoneId zone, Instant from) {
        CronExpression expression;
        try {
            expression = new CronExpression(cron);
        } catch (ParseException e) {
            throw new IllegalStateException("'" + cron + "' is no schedule: " + e.getMessage(), e);
        }
        expression.setTimeZone(TimeZone.getTimeZone(zone));
        Duration longest = Duration.ZERO;
        Date before = expression.getNextValidTimeAfter(Date.from(from));
        for (int times = 1; before != null && times <= MOST_TIMES; times++) {
            Date next = expression.getNextValidTimeAfter(before);
            if (next == null || times > FEWEST_TIMES && next.toInstant().isAfter(from.plus(LOOK_AHEAD))) {
                break;
            }
            Duration pause = Duration.between(before.toInstant(), next.toInstant());
            longest = pause.compareTo(longest) > 0 ? pause : longest;
            before = next;
        }
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }

    /** Does scheduled work now, beside its schedule; still never twice at once. */
    public void trigger(String name) {
        try {
            quartz.triggerJob(new JobKey(name));
        } catch (SchedulerException e) {
            throw new IllegalStateException("cannot do " + name + " now: " + e.getMessage(), e);
        }
    }

    /** When that work is done next. */
    public Optional<Instant> next(String name) {
        try {
            Trigger trigger = quartz.getTrigger(new TriggerKey(name));
            return Optional.ofNullable(trigger).map(Trigger::getNextFireTime).map(Date::toInstant);
        } catch (SchedulerException e) {
            throw new IllegalStateException("cannot look at " + name + ": " + e.getMessage(), e);
        }
    }

    /** Whether work that is under way should come to an end. */
    public boolean isStopping() {
        return stopping;
    }

    /** Waits for work that is under way. */
    @Override
    public void close() {
        stopping = true;
        try {
            quartz.shutdown(true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the scheduler does not stop: " + e.getMessage(), e);
        }
    }

    /** Quartz makes one of these for each time; the work itself is in the job's data. */
    @DisallowConcurrentExecution
    public static final class Work implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            String name = context.getJobDetail().getKey().getName();
            try {
                ((Runnable) context.getMergedJobDataMap().get(WORK)).run();
            } catch (RuntimeException e) {
                LOG.error("scheduled work={} failed; it stays scheduled", name, e);
            }
        }
    }
}
