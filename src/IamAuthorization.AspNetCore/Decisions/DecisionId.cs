using System.Security.Cryptography;

namespace IamAuthorization.AspNetCore;

/// <summary>Makes the ids under which decisions are found again.</summary>
internal static class DecisionId
{
    private const int Bytes = 16;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
}
