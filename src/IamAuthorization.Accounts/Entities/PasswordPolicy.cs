namespace IamAuthorization.Accounts;

/// <summary>
/// What passwords of an account's users must be. The defaults are those of an update that says nothing.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PasswordPolicy.html">PasswordPolicy</see>
/// </remarks>
public sealed record PasswordPolicy
{
    /// <summary>The fewest characters, 6 to 128.</summary>
    public int LengthMin { get; init; } = 6;

    /// <summary>Whether a symbol is needed.</summary>
    public bool RequiresSymbols { get; init; }

    /// <summary>Whether a digit is needed.</summary>
    public bool RequiresNumbers { get; init; }

    /// <summary>Whether an upper-case letter is needed.</summary>
    public bool RequiresUppercase { get; init; }

    /// <summary>Whether a lower-case letter is needed.</summary>
    public bool RequiresLowercase { get; init; }

    /// <summary>Whether users may change their own passwords.</summary>
    public bool AllowsUsersToChange { get; init; }

    /// <summary>After how many days a password expires, 1 to 1,095; 0 for never.</summary>
    public int AgeMaxDays { get; init; }

    /// <summary>How many earlier passwords must not be used again, 1 to 24; 0 for none.</summary>
    public int ReusePrevention { get; init; }

    /// <summary>Whether a user whose password has expired needs an administrator.</summary>
    public bool IsExpiryHard { get; init; }
}
