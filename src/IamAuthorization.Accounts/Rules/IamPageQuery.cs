namespace IamAuthorization.Accounts;

/// <summary>Which part of a list to answer.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html">ListUsers</see>
/// </remarks>
public sealed class IamPageQuery
{
    /// <summary>The most items of one page.</summary>
    public const int CountMaxHigh = 1_000;

    /// <summary>
    /// The <see cref="IamPage{T}.Next"/> of the page before; <see langword="null"/> for the first page.
    /// </summary>
    public string? After { get; init; }

    /// <summary>The most items to answer, 1 to 1,000. The default is 100.</summary>
    public int CountMax { get; init; } = 100;

    /// <summary>What the paths of the items begin with. The default is <c>/</c>: all.</summary>
    public string PathPrefix { get; init; } = "/";

    internal static IamPageQuery First { get; } = new();
}
