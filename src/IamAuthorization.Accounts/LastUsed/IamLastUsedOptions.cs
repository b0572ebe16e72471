namespace IamAuthorization.Accounts;

/// <summary>How exactly it is known when credentials and roles were used last.</summary>
public sealed class IamLastUsedOptions
{
    /// <summary>The shortest and longest <see cref="WriteInterval"/>.</summary>
    public static readonly (TimeSpan Min, TimeSpan Max) WriteIntervalRange =
        (TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));

    /// <summary>The least and greatest <see cref="PendingMax"/>.</summary>
    public static readonly (int Min, int Max) PendingMaxRange = (100, 1_000_000);

    /// <summary>
    /// How often uses are written to the store. Uses since the last time are lost when the process is killed.
    /// </summary>
    /// <value>10 seconds to 1 day. The default is 15 minutes, as AWS's reports have it.</value>
    public TimeSpan WriteInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many credentials and roles wait to be written at most; the uses of others are forgotten.</summary>
    /// <value>100 to 1,000,000. The default is 10,000.</value>
    public int PendingMax { get; set; } = 10_000;
}
