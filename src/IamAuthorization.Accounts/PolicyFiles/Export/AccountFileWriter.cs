namespace IamAuthorization.Accounts;

/// <summary>Writes what <see cref="AccountFileReader"/> reads.</summary>
internal static class AccountFileWriter
{
    public static void Write(
        PolicyFileJson json, IamAccount account, IReadOnlyCollection<ResourcePolicy> resourcePolicies)
    {
        json.Text("AccountAlias", account.Alias);
        json.Instant("CreateDate", account.CreatedAt);
        if (account.PasswordPolicy is { } policy)
        {
            json.Object("PasswordPolicy", () => Write(json, policy));
        }

        json.Objects("ResourcePolicies", resourcePolicies, resource =>
        {
            json.Text("ResourceArn", resource.ResourceArn.ToString());
            json.Document("PolicyDocument", resource.Document);
        });
    }

    private static void Write(PolicyFileJson json, PasswordPolicy policy)
    {
        json.Number("MinimumPasswordLength", policy.LengthMin);
        json.Flag("RequireSymbols", policy.RequiresSymbols);
        json.Flag("RequireNumbers", policy.RequiresNumbers);
        json.Flag("RequireUppercaseCharacters", policy.RequiresUppercase);
        json.Flag("RequireLowercaseCharacters", policy.RequiresLowercase);
        json.Flag("AllowUsersToChangePassword", policy.AllowsUsersToChange);
        json.Number("MaxPasswordAge", policy.AgeMaxDays);
        json.Number("PasswordReusePrevention", policy.ReusePrevention);
        json.Flag("HardExpiry", policy.IsExpiryHard);
    }
}
