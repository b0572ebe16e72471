namespace IamAuthorization.Policies.Reference;

/// <summary>The actions that trust policies are about.</summary>
internal static class TrustCalls
{
    /// <summary>PL-21, EV-10: the actions that the trust policy of a role governs, on a role.</summary>
    public static bool Govern(string action, string resource)
    {
        string[] governed =
        [
            "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession",
            "sts:SetSourceIdentity", "sts:SetContext",
        ];
        return governed.Contains(action, StringComparer.OrdinalIgnoreCase)
            && ArnText.Split(resource) is { } parts && parts[2] == "iam"
            && parts[5].StartsWith("role/", StringComparison.Ordinal);
    }
}
