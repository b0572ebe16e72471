namespace IamAuthorization.Accounts;

/// <summary>What a password must be: as the account says, or AWS's default where it says nothing.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html">Set an
/// account password policy</see>
/// </remarks>
internal static class PasswordRules
{
    public const int LengthMinLow = 6;
    public const int LengthMax = 128;
    public const int AgeMaxDaysHigh = 1_095;
    public const int ReusePreventionMax = 24;

    private const int DefaultLengthMin = 8;
    private const int DefaultClassesMin = 3;
    private const string Symbols = "!@#$%^&*()_+-=[]{}|'";

    public static void Check(PasswordPolicy? policy, IamAccount account, string userName, string password)
    {
        CheckCharacters(password);
        if (policy is null)
        {
            CheckDefault(account, userName, password);
            return;
        }

        Require(password.Length >= policy.LengthMin, $"have a minimum length of {policy.LengthMin}");
        Require(!policy.RequiresUppercase || HasUppercase(password), "have at least one uppercase letter");
        Require(!policy.RequiresLowercase || HasLowercase(password), "have at least one lowercase letter");
        Require(!policy.RequiresNumbers || HasNumber(password), "have at least one number");
        Require(!policy.RequiresSymbols || HasSymbol(password), "have at least one symbol");
    }

    public static void Check(PasswordPolicy policy)
    {
        Parameters.CheckRange("minimumPasswordLength", policy.LengthMin, LengthMinLow, LengthMax);
        Parameters.CheckRange("maxPasswordAge", policy.AgeMaxDays, 0, AgeMaxDaysHigh);
        Parameters.CheckRange("passwordReusePrevention", policy.ReusePrevention, 0, ReusePreventionMax);
    }

    /// <summary>What a password is good for that was found to be right.</summary>
    public static PasswordVerification Verify(PasswordPolicy? policy, LoginProfile profile, DateTimeOffset now)
    {
        DateTimeOffset? expiresAt = policy is { AgeMaxDays: > 0 } ? profile.ChangedAt.AddDays(policy.AgeMaxDays) : null;
        PasswordStatus status =
            expiresAt <= now && policy!.IsExpiryHard ? PasswordStatus.ExpiredForGood
            : profile.IsResetRequired ? PasswordStatus.ResetRequired
            : expiresAt <= now ? PasswordStatus.Expired
            : PasswordStatus.Valid;
        return new PasswordVerification(status, expiresAt);
    }

    public static IamException Violation(string message) => new(IamErrorCodes.PasswordPolicyViolation, message);

    private static void CheckCharacters(string password)
    {
        bool isReadable = password.All(
            character => character is '\t' or '\n' or '\r' or (>= '\u0020' and <= '\u00FF'));
        if (password.Length is < 1 or > LengthMax || !isReadable)
        {
            throw IamErrors.Constraint(
                "password", $"Member must have 1 to {LengthMax} characters of U+0020 to U+00FF");
        }
    }

    private static void CheckDefault(IamAccount account, string userName, string password)
    {
        Require(password.Length >= DefaultLengthMin, $"have a minimum length of {DefaultLengthMin}");
        int classes = new[] { HasUppercase(password), HasLowercase(password), HasNumber(password), HasSymbol(password) }
            .Count(isThere => isThere);
        Require(
            classes >= DefaultClassesMin,
            "have at least three of uppercase letters, lowercase letters, numbers and symbols");
        bool isName = new[] { account.Id, account.Alias, userName }
            .Any(name => string.Equals(name, password, StringComparison.OrdinalIgnoreCase));
        Require(!isName, "not be the name of the account or of the user");
    }

    private static void Require(bool isRight, string what)
    {
        if (!isRight)
        {
            throw Violation($"Password should {what}");
        }
    }

    private static bool HasUppercase(string password) => password.Any(char.IsAsciiLetterUpper);

    private static bool HasLowercase(string password) => password.Any(char.IsAsciiLetterLower);

    private static bool HasNumber(string password) => password.Any(char.IsAsciiDigit);

    private static bool HasSymbol(string password) =>
        password.Any(character => Symbols.Contains(character, StringComparison.Ordinal));
}
