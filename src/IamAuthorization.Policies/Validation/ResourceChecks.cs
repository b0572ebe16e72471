using System.Buffers;

namespace IamAuthorization.Policies;

/// <summary>The form of the entries of Resource and NotResource (PL-34..PL-41, PL-20).</summary>
internal sealed class ResourceChecks(
    PolicyKind kind, PolicyReadOptions options, bool hasVariables, FindingCollector findings)
{
    private const string VendorMessage = "Resource vendor must be fully qualified and cannot contain regexes.";

    private const string IamPathMessage =
        "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, "
        + "instance-profile/, "
        + "mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.";

    private static readonly string[] IamResourceTypes =
    [
        "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/",
        "sms-mfa/", "saml-provider/", "oidc-provider/", "report/", "access-report/",
    ];

    private static readonly SearchValues<char> ServiceCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly SearchValues<char> RegionCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-*?");

    private readonly string? _attached =
        kind == PolicyKind.Resource && options.AttachedResource is { IsAny: false } arn ? arn.ToString() : null;

    public void Check(StatementSource statement)
    {
        foreach (DocumentNode resource in statement.Resources)
        {
            if (resource.Text is not "*" && IsArn(resource) && _attached is not null)
            {
                CheckAttached(resource, _attached);
            }
        }
    }

    private bool IsArn(DocumentNode resource)
    {
        string text = resource.Text;
        ArnText arn = ArnText.Read(text, hasVariables);
        if (arn.Segments.Count == 1)
        {
            return Refuse(
                resource,
                FindingCodes.InvalidArnPrefix,
                $"Resource {text} must be in ARN format or \"*\".",
                "write an ARN, `arn:partition:service:region:account:resource`, or `*`");
        }

        if (!IsPrefix(resource, arn) || !IsPartition(resource, arn))
        {
            return false;
        }

        if (arn.Problem != VariableProblem.None)
        {
            (string code, string message) = VariableFindings.Of(arn.Problem, text, FindingCodes.InvalidArnResource);
            findings.Refuse(Refusal.Resource(Refusal.LegacyParsing.Message), code, resource, message);
            return false;
        }

        return HasPlainCharacters(resource)
            && IsComplete(resource, arn)
            && IsService(resource, arn)
            && (arn.Segments.Count < ArnParts.Count
                || (IsRegion(resource, arn) && IsAccount(resource, arn) && IsResourceOfService(resource, arn)));
    }

    private bool IsPrefix(DocumentNode resource, ArnText arn) =>
        arn.Segments[0] is { Text: "arn", HasVariable: false } || Refuse(
            resource,
            FindingCodes.InvalidArnPrefix,
            PartitionMessage(arn),
            "it does not begin with `arn:`; write an ARN or `*`");

    private bool IsPartition(DocumentNode resource, ArnText arn)
    {
        ArnSegment partition = arn.Segments[1];
        bool isValid = partition.IsAnything || ArnPartition.IsValid(partition.Text, options);
        return (isValid && !partition.HasVariable) || Refuse(
            resource,
            FindingCodes.InvalidPartition,
            PartitionMessage(arn),
            $"{Shown.Text(partition.Text)} is no partition; write `{options.Partition}` or `*`");
    }

    /// <summary>
    /// IAM takes the first part for <c>arn</c> and fills missing parts with <c>*</c> before it complains.
    /// </summary>
    private static string PartitionMessage(ArnText arn)
    {
        IEnumerable<string> parts = arn.Segments.Skip(1).Select(segment => segment.Text);
        IEnumerable<string> missing = Enumerable.Repeat("*", ArnParts.Count - arn.Segments.Count);
        string filled = string.Join(':', parts.Concat(missing).Prepend("arn"));
        return $"Partition \"{arn.Segments[1].Text}\" is not valid for resource \"{filled}\".";
    }

    private bool HasPlainCharacters(DocumentNode resource)
    {
        foreach (char character in resource.Text)
        {
            if (char.IsControl(character) || character == '\\')
            {
                return Refuse(
                    resource,
                    FindingCodes.InvalidArnResource,
                    $"Resource {resource.Text} must be in ARN format or \"*\".",
                    $"an ARN holds no {Shown.Character(character)}");
            }
        }

        return true;
    }

    /// <summary>PL-39: a short ARN must end in <c>*</c>, which stands for the missing parts.</summary>
    private bool IsComplete(DocumentNode resource, ArnText arn)
    {
        if (arn.Segments.Count == ArnParts.Count)
        {
            return true;
        }

        bool hasEmptyPart = resource.Text.Contains("::", StringComparison.Ordinal);
        ArnSegment last = arn.Segments[^1];
        if (!hasEmptyPart && last.HasWildcard && last.Text.EndsWith('*'))
        {
            return true;
        }

        string message = $"{Shown.Text(resource.Text)} has {arn.Segments.Count} of the six parts of an ARN: write "
            + "all of `arn:partition:service:region:account:resource`, or end it with `*`.";
        bool isVendorMissing = arn.Segments.Count == 2;
        Refusal refusal = hasEmptyPart
            ? Refusal.LegacyParsing
            : Refusal.Resource(
                isVendorMissing ? VendorMessage : $"Resource {resource.Text} must be in ARN format or \"*\".");
        findings.Refuse(refusal, FindingCodes.MissingArnField, resource, message);
        return false;
    }

    /// <summary>PL-36.</summary>
    private bool IsService(DocumentNode resource, ArnText arn)
    {
        ArnSegment service = arn.Segments.Count > 2 ? arn.Segments[2] : new ArnSegment("*", HasWildcard: true, false);
        if (service.Text.Length == 0 && !service.HasVariable)
        {
            findings.Refuse(
                Refusal.LegacyParsing,
                FindingCodes.InvalidService,
                resource,
                $"{Shown.Text(resource.Text)} names no service: write it between the second and the third colon.");
            return false;
        }

        if (service.HasWildcard || service.HasVariable)
        {
            string code = service.HasWildcard ? FindingCodes.WildcardInServiceName : FindingCodes.InvalidService;
            return Refuse(resource, code, VendorMessage, "the service takes no wildcards and no variables");
        }

        if (!service.Text.AsSpan().ContainsAnyExcept(ServiceCharacters))
        {
            return true;
        }

        bool isOnlyCase = service.Text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
        return Refuse(
            resource,
            isOnlyCase ? FindingCodes.InvalidArnServiceCase : FindingCodes.InvalidService,
            VendorMessage,
            $"the service {Shown.Text(service.Text)} may hold only lower-case ASCII letters, digits and `-`");
    }

    private bool IsRegion(DocumentNode resource, ArnText arn)
    {
        ArnSegment region = arn.Segments[3];
        if (region.Text.AsSpan().ContainsAnyExcept(RegionCharacters))
        {
            return Refuse(
                resource,
                FindingCodes.InvalidArnRegion,
                $"Resource {resource.Text} must be in ARN format or \"*\".",
                $"the region {Shown.Text(region.Text)} may hold only lower-case ASCII letters, digits, `-`, `*` and "
                + "`?`");
        }

        NoteVariable(resource, region);
        return IsRegionAllowed(resource, arn);
    }

    /// <summary>PL-38: IAM and S3 buckets have no region; a wildcard matches the empty one.</summary>
    private bool IsRegionAllowed(DocumentNode resource, ArnText arn)
    {
        ArnSegment region = arn.Segments[3];
        bool isIam = arn.Segments[2].Text is "iam";
        bool isBucket = arn.Segments[2].Text is "s3" && arn.Segments[4] is { Text: "", HasVariable: false };
        if ((!isIam && !isBucket) || region.Text.Length == 0 || region.HasWildcard)
        {
            return true;
        }

        string awsMessage = isIam
            ? $"IAM resource {resource.Text} cannot contain region information."
            : $"Resource {resource.Text} can not contain region information.";
        return Refuse(
            resource, FindingCodes.ArnRegionNotAllowed, awsMessage, $"`{arn.Segments[2].Text}` has no regions here");
    }

    /// <summary>PL-40.</summary>
    private bool IsAccount(DocumentNode resource, ArnText arn)
    {
        ArnSegment account = arn.Segments[4];
        NoteVariable(resource, account);
        bool isValid = account.HasVariable || account.HasWildcard || account.Text is "" or "aws"
            || IamPrincipal.IsAccountId(account.Text);
        return isValid || Refuse(
            resource,
            FindingCodes.InvalidArnAccount,
            $"Resource {resource.Text} must be in ARN format or \"*\".",
            $"the account {Shown.Text(account.Text)} is not 12 digits, empty, `aws` or a pattern");
    }

    /// <summary>PL-37.</summary>
    private bool IsResourceOfService(DocumentNode resource, ArnText arn)
    {
        ArnSegment part = arn.Segments[5];
        bool isFree = arn.Segments[2].Text is not "iam" || part.IsAnything || part.Text is "root";
        return isFree
            || Array.Exists(IamResourceTypes, type => part.Text.StartsWith(type, StringComparison.Ordinal))
            || Refuse(
                resource,
                FindingCodes.InvalidArnResource,
                IamPathMessage,
                "the resource of `iam` begins with its type, for example `user/` or `role/`");
    }

    /// <summary>PL-41.</summary>
    private void NoteVariable(DocumentNode resource, ArnSegment segment)
    {
        if (segment.HasVariable)
        {
            findings.Note(
                PolicyFindingSeverity.Warning,
                FindingCodes.VariableBeforeResource,
                resource,
                $"{Shown.Text(resource.Text)} has a variable before its fifth colon, which AWS does not document.");
        }
    }

    private void CheckAttached(DocumentNode resource, string attached)
    {
        // WHY: a variable may stand for anything, so it counts as a wildcard here.
        string pattern = string.Concat(PatternReader
            .Read(resource.Text, hasVariables, hasWildcards: true, out _)
            .Select(token => token.Kind switch
            {
                PatternTokenKind.Literal => token.Text!,
                PatternTokenKind.AnyOne => "?",
                _ => "*",
            }));
        if (!WildcardText.CanMatchAtOrBelow(pattern, attached))
        {
            Refuse(
                resource,
                FindingCodes.UnsupportedResourceArn,
                $"Policy has invalid resource: {resource.Text}",
                $"the policy is attached to {Shown.Text(attached)}, which it can never match");
        }
    }

    private bool Refuse(DocumentNode resource, string code, string awsMessage, string problem)
    {
        findings.Refuse(
            Refusal.Resource(awsMessage), code, resource, $"{Shown.Text(resource.Text)} is no resource: {problem}.");
        return false;
    }
}
