namespace IamAuthorization.Accounts;

/// <summary>Where the policy files are and how changes of them are taken up.</summary>
public sealed class PolicyFileOptions
{
    /// <summary>The shortest and longest <see cref="ReloadDelay"/>.</summary>
    public static readonly (TimeSpan Min, TimeSpan Max) ReloadDelayRange =
        (TimeSpan.Zero, TimeSpan.FromMinutes(1));

    /// <summary>The folder; a relative path starts at the app's content root. Required.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>
    /// What becomes of entities of the store that no file describes. The default is
    /// <see cref="PolicyFileScope.OwnEntities"/>. Without a store the files are all there is.
    /// </summary>
    public PolicyFileScope Scope { get; set; }

    /// <summary>
    /// Whether a change of the files is taken up while the app runs. The default is <see langword="true"/>.
    /// </summary>
    public bool ReloadOnChange { get; set; } = true;

    /// <summary>
    /// How long the files must have been quiet before they are read again, 0 to 1 minute. The default is 250 ms.
    /// </summary>
    public TimeSpan ReloadDelay { get; set; } = TimeSpan.FromMilliseconds(250);
}
