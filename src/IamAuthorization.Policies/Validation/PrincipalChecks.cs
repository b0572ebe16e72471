using System.Buffers;

namespace IamAuthorization.Policies;

/// <summary>The form of the entries of Principal and NotPrincipal (PL-50..PL-54, PL-58).</summary>
internal sealed class PrincipalChecks(PolicyKind kind, PolicyReadOptions options, FindingCollector findings)
{
    private const int UniqueIdLengthMin = 16;
    private const int UniqueIdLengthMax = 128;

    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly SearchValues<char> UniqueIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    public void Check(StatementSource statement)
    {
        foreach (PrincipalSource principal in statement.Principals)
        {
            Check(principal);
        }
    }

    private void Check(PrincipalSource principal)
    {
        switch (principal.Kind)
        {
            case PolicyPrincipalKind.Everyone:
                CheckEveryone(principal.Node);
                break;
            case PolicyPrincipalKind.Aws when principal.Text is "*":
                break;
            case PolicyPrincipalKind.CanonicalUser:
                Refuse(
                    principal,
                    FindingCodes.UnsupportedPrincipal,
                    "canonical user ids are not supported; name an account");
                break;
            default:
                CheckNamed(principal);
                break;
        }
    }

    private void CheckEveryone(DocumentNode node)
    {
        if (kind == PolicyKind.RoleTrust)
        {
            findings.Refuse(
                new Refusal(RefusalOrder.Principal, "Principal must be a JSON object."),
                FindingCodes.RoleTrustWildcard,
                node,
                "The `Principal` of a role trust policy is an object: write `{\"AWS\": \"*\"}` and narrow it by "
                + "`Condition`.");
        }
    }

    private void CheckNamed(PrincipalSource principal)
    {
        if (principal.Text.Contains("${", StringComparison.Ordinal))
        {
            Refuse(principal, FindingCodes.VariableUnsupportedInElement, "a principal takes no policy variables");
        }
        else if (principal.Text.AsSpan().ContainsAny('*', '?'))
        {
            Refuse(
                principal,
                FindingCodes.UnsupportedWildcardInPrincipal,
                "a wildcard is only legal as the whole value under `AWS`; name roles, or test `aws:PrincipalArn`");
        }
        else if (principal.Kind == PolicyPrincipalKind.Service)
        {
            CheckService(principal);
        }
        else if (principal.Kind == PolicyPrincipalKind.Federated)
        {
            CheckFederated(principal);
        }
        else
        {
            CheckAws(principal);
        }
    }

    private void CheckService(PrincipalSource principal)
    {
        bool isHost = principal.Text.Contains('.', StringComparison.Ordinal)
            && !principal.Text.AsSpan().ContainsAnyExcept(HostCharacters);
        if (!isHost)
        {
            Refuse(
                principal,
                FindingCodes.InvalidServicePrincipalFormat,
                "a service is named with its domain, for example `events.example.com`");
        }
    }

    private void CheckFederated(PrincipalSource principal)
    {
        if (kind != PolicyKind.RoleTrust)
        {
            Refuse(
                principal,
                FindingCodes.FederatedPrincipalNotSupported,
                "identity providers stand in role trust policies only; name the role");
        }
        else if (FederatedProvider.KindOf(principal.Text, options) == FederatedProviderKind.None)
        {
            Refuse(
                principal,
                FindingCodes.InvalidFederatedPrincipal,
                "write the ARN of a SAML or OIDC provider, or a host with optional path and without scheme");
        }
    }

    private void CheckAws(PrincipalSource principal)
    {
        string text = principal.Text;
        if (IamPrincipal.IsAccountId(text))
        {
            return;
        }

        if (IsUniqueId(text))
        {
            bool isRole = text.StartsWith("AROA", StringComparison.Ordinal);
            findings.Note(
                PolicyFindingSeverity.Warning,
                isRole ? FindingCodes.InvalidRoleReference : FindingCodes.InvalidUserReference,
                principal.Node,
                $"{Shown.Text(text)} is a unique id, as left behind by a deleted {(isRole ? "role" : "user")}: "
                + "name the principal by ARN.");
            return;
        }

        if (text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            Refuse(principal, FindingCodes.InvalidArnAccount, "an account id has 12 digits");
            return;
        }

        CheckArn(principal);
    }

    private void CheckArn(PrincipalSource principal)
    {
        if (!Arn.TryParse(principal.Text, out Arn arn, out string? problem))
        {
            Refuse(principal, FindingCodes.InvalidPrincipalFormat, $"{problem}; write an account id or an ARN");
        }
        else if (!ArnPartition.IsValid(arn.Partition.ToString(), options))
        {
            Refuse(
                principal, FindingCodes.InvalidPartition, $"its partition is unknown; write `{options.Partition}`");
        }
        else if (!IamPrincipal.IsAccountId(arn.Account))
        {
            Refuse(principal, FindingCodes.InvalidArnAccount, "its account must have 12 digits");
        }
        else if (!arn.Region.IsEmpty || !IsPrincipal(arn))
        {
            Refuse(
                principal,
                FindingCodes.InvalidPrincipalFormat,
                "only accounts, users, roles, role sessions and federated users are principals, not groups");
        }
    }

    /// <summary>PL-53 and the table of §5.</summary>
    private static bool IsPrincipal(Arn arn)
    {
        ReadOnlySpan<char> resource = arn.Resource;
        bool isNamed = resource[^1] != '/' && !resource.ContainsAny(" \t\r\n\\");
        return arn.Service switch
        {
            "iam" => resource is "root"
                || (isNamed && (resource.StartsWith("user/") || resource.StartsWith("role/"))),
            "sts" => isNamed && (resource.StartsWith("federated-user/") || IsRoleSession(resource)),
            _ => false,
        };
    }

    private static bool IsRoleSession(ReadOnlySpan<char> resource)
    {
        const string Prefix = "assumed-role/";
        int slash = resource.StartsWith(Prefix) ? resource[Prefix.Length..].IndexOf('/') : -1;
        return slash > 0;
    }

    private static bool IsUniqueId(string text) =>
        text.Length is >= UniqueIdLengthMin and <= UniqueIdLengthMax
        && (text.StartsWith("AIDA", StringComparison.Ordinal) || text.StartsWith("AROA", StringComparison.Ordinal))
        && !text.AsSpan().ContainsAnyExcept(UniqueIdCharacters);

    private void Refuse(PrincipalSource principal, string code, string problem)
    {
        string key = principal.Kind == PolicyPrincipalKind.Aws ? "AWS" : principal.Kind.ToString();
        findings.Refuse(
            Refusal.Principal(key, principal.Text),
            code,
            principal.Node,
            $"{Shown.Text(principal.Text)} is no principal under `{key}`: {problem}.");
    }
}
