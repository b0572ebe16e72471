namespace IamAuthorization.Accounts;

/// <summary>When and where an access key, a password or a role was used last.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyLastUsed.html">AccessKeyLastUsed</see>
/// </remarks>
public sealed record IamLastUse
{
    /// <summary>
    /// What was used: the id of the access key, or the unique id of the role, or that of the user whose password it is.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>When, whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The service that it was used for, for example <c>orders</c>; <see langword="null"/> for none.</summary>
    public string? Service { get; init; }

    /// <summary>The region it was used in, or <see langword="null"/>.</summary>
    public string? Region { get; init; }
}
