namespace IamAuthorization.EntityFrameworkCore;

/// <summary>How fresh what a database answers must be, and how long it keeps what was.</summary>
public sealed class IamStoreOptions
{
    /// <summary>The shortest and longest <see cref="MaxStaleness"/>.</summary>
    public static readonly (TimeSpan Min, TimeSpan Max) MaxStalenessRange = (TimeSpan.Zero, TimeSpan.FromMinutes(10));

    /// <summary>The shortest and longest <see cref="PollInterval"/>.</summary>
    public static readonly (TimeSpan Min, TimeSpan Max) PollIntervalRange =
        (TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));

    /// <summary>The shortest and longest <see cref="HistoryRetention"/>.</summary>
    public static readonly (TimeSpan Min, TimeSpan Max) HistoryRetentionRange =
        (TimeSpan.FromMinutes(11), TimeSpan.FromDays(366));

    /// <summary>
    /// How long ago the newest state may have been confirmed by the database. Past that the database is asked once
    /// more, and without an answer everything is denied.
    /// </summary>
    /// <value>0 to 10 minutes; 0 asks the database for every snapshot. The default is 30 seconds.</value>
    public TimeSpan MaxStaleness { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often the database is asked whether there is news. Where it notifies, this only catches what was lost.
    /// </summary>
    /// <value>100 milliseconds to 10 seconds. The default is 500 milliseconds.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long versions of entities are kept after they were replaced, for snapshots that were taken before. The
    /// change log is kept for ever.
    /// </summary>
    /// <value>11 minutes, which is longer than any snapshot may be stale, to 366 days. The default is 1 hour.</value>
    public TimeSpan HistoryRetention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether the start of the app brings the schema of the database up to date, under a lock that other nodes wait
    /// for. Otherwise a schema that is behind keeps the app from starting until the migration script was run.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AppliesMigrations { get; set; } = true;
}
