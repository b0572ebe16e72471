using System.Text.RegularExpressions;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>
/// Secrets are compared in fixed time. Time cannot be measured in a test that must not flicker, so the source is read:
/// what is named like a secret meets no operator or method that stops at the first difference. Signatures and seals
/// are compared by the platform.
/// </summary>
public sealed partial class SecretComparisonPitfalls
{
    [Fact]
    public void P126_Secrets_AreComparedInFixedTimeOnly()
    {
        string[] lines = [.. Sources().SelectMany(File.ReadAllLines)];

        Assert.DoesNotContain(lines, IsWrong);
        Assert.Contains(lines, line => line.Contains("FixedTimeEquals(content.TokenId, record.TokenId)"));
    }

    [Theory]
    [InlineData("if (content.TokenId == record.TokenId)", true)]
    [InlineData("return signature.SequenceEqual(expected);", true)]
    [InlineData("return string.Equals(secret, other, StringComparison.Ordinal);", true)]
    [InlineData("return accessKeySecret != given;", true)]
    [InlineData("if (record.TokenId.Length != TokenIdSize)", false)]
    [InlineData("if (sealedSession is null)", false)]
    [InlineData("CryptographicOperations.FixedTimeEquals(secret, other)", false)]
    public void P126_TheReading_KnowsWhatItLooksFor(string line, bool isWrong) =>
        Assert.Equal(isWrong, IsWrong(line));

    private static bool IsWrong(string line) =>
        NamesASecret().IsMatch(line) && ComparesEarly().IsMatch(line) && !IsAboutLengthOrAbsence().IsMatch(line);

    private static IEnumerable<string> Sources()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "IamAuthorization.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        string source = Path.Combine(root!, "src", "IamAuthorization.SecurityTokens");
        return Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));
    }

    [GeneratedRegex("secret|signature|tokenid|sealed[A-Z]|privatekey|protectedkey|password", RegexOptions.IgnoreCase)]
    private static partial Regex NamesASecret();

    [GeneratedRegex(@"==|!=|SequenceEqual|(?<!FixedTime)Equals\(|CompareTo|StartsWith")]
    private static partial Regex ComparesEarly();

    [GeneratedRegex(@"\.Length\b|is (not )?null")]
    private static partial Regex IsAboutLengthOrAbsence();
}
