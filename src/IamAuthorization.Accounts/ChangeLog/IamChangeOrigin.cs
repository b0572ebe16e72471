namespace IamAuthorization.Accounts;

/// <summary>Who made a change, and from where.</summary>
public sealed record IamChangeOrigin
{
    /// <summary>The app itself, by no caller's request.</summary>
    public static IamChangeOrigin App { get; } = new();

    /// <summary>The ARN of the caller, or <see langword="null"/> for the app itself.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>The unique id of the caller, or <see langword="null"/>.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>The id of the access key that signed the request, or <see langword="null"/>.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The address the request came from, or <see langword="null"/>.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>The user agent of the request, or <see langword="null"/>.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The id of the request, or <see langword="null"/>.</summary>
    public string? RequestId { get; init; }
}
