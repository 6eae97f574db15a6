package dev.recency.sql.tree;

import dev.recency.sql.Location;
import java.util.concurrent.TimeUnit;

/**
 * A length of time as written: {@code 10 MINUTES}.
 *
 * @param value may be zero or negative; the planner decides what is allowed where
 * @param unit DAYS, HOURS, MINUTES, SECONDS or MILLISECONDS
 */
public record DurationNode(long value, TimeUnit unit, Location location) implements Node {}
