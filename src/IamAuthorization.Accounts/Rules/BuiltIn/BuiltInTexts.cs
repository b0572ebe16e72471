namespace IamAuthorization.Accounts;

/// <summary>
/// The texts of the built-in managed policies: the names are AWS's, so that scripts work, and the actions the app's.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html">AWS managed policies
/// for job functions</see>
/// </remarks>
internal static class BuiltInTexts
{
    private const string Own = "arn:aws:iam::*:user/${aws:username}";

    private const string IamReads =
        """
        "iam:Generate*","iam:Get*","iam:List*","iam:Simulate*"
        """;

    /// <summary>The texts by path and name.</summary>
    /// <param name="service">The service prefix of the app's actions.</param>
    public static IReadOnlyDictionary<string, string> Of(string service)
    {
        string all = $"\"{service}:*\"";
        string reads = $"\"{service}:Describe*\",\"{service}:Get*\",\"{service}:List*\",\"{service}:Search*\"";
        string looks = $"\"{service}:Describe*\",\"{service}:List*\"";
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AdministratorAccess"] = Allow("\"*\""),
            ["PowerUserAccess"] = PowerUser,
            ["ReadOnlyAccess"] = Allow($"{reads},{IamReads},\"sts:GetCallerIdentity\""),
            ["IAMFullAccess"] = Allow("\"iam:*\""),
            ["IAMReadOnlyAccess"] = Allow(IamReads),
            ["IAMUserChangePassword"] = Document(
                Statement("\"iam:ChangePassword\"", Own), Statement("\"iam:GetAccountPasswordPolicy\"", "*")),
            ["IAMUserSSHKeys"] = Document(Statement(
                "\"iam:DeleteSSHPublicKey\",\"iam:GetSSHPublicKey\",\"iam:ListSSHPublicKeys\","
                    + "\"iam:UpdateSSHPublicKey\",\"iam:UploadSSHPublicKey\"",
                Own)),
            ["IAMSelfManageServiceSpecificCredentials"] = Document(Statement(
                "\"iam:CreateServiceSpecificCredential\",\"iam:DeleteServiceSpecificCredential\","
                    + "\"iam:ListServiceSpecificCredentials\",\"iam:ResetServiceSpecificCredential\","
                    + "\"iam:UpdateServiceSpecificCredential\"",
                Own)),
            ["SecurityAudit"] = Allow($"{looks},{IamReads}"),
            ["job-function/ViewOnlyAccess"] = Allow($"{looks},\"iam:List*\",\"iam:GetAccountSummary\""),
            ["job-function/SystemAdministrator"] = Allow($"{all},{IamReads}"),
            ["job-function/DatabaseAdministrator"] = Allow($"{all},\"iam:GetRole\",\"iam:ListRoles\""),
            ["job-function/NetworkAdministrator"] = Allow($"{reads},\"iam:GetRole\",\"iam:ListRoles\""),
            ["job-function/DataScientist"] = Allow($"{reads},\"iam:GetRole\",\"iam:ListRoles\""),
            ["job-function/SupportUser"] = Allow($"{reads},\"iam:List*\""),
            ["job-function/Billing"] = Allow("\"iam:GetAccountSummary\",\"iam:ListAccountAliases\""),
        };
    }

    private const string PowerUser =
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"},
        {"Effect":"Allow","Action":["iam:ListRoles","organizations:DescribeOrganization"],"Resource":"*"}]}
        """;

    private static string Allow(string actions) => Document(Statement(actions, "*"));

    private static string Statement(string actions, string resource) =>
        $$"""{"Effect":"Allow","Action":[{{actions}}],"Resource":"{{resource}}"}""";

    private static string Document(params string[] statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";
}
