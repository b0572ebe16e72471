namespace IamAuthorization.Policies;

/// <summary>The form of the entries of Action and NotAction (PL-25..PL-31).</summary>
internal sealed class ActionChecks(PolicyReadOptions options, FindingCollector findings)
{
    private const string VendorMissing = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    private const string OneColon = "Actions/Condition can contain only one colon.";

    private readonly HashSet<string>? _known = options.KnownActions is null
        ? null
        : new HashSet<string>(options.KnownActions, StringComparer.OrdinalIgnoreCase);

    public void Check(StatementSource statement)
    {
        foreach (DocumentNode action in statement.Actions)
        {
            if (IsWellFormed(action) && _known is not null && IsJudged(action.Text, _known)
                && !IsKnown(action.Text, _known))
            {
                ReportUnknown(action);
            }
        }
    }

    private bool IsWellFormed(DocumentNode action)
    {
        string text = action.Text;
        if (text is "*" or "*:*")
        {
            return true;
        }

        if (text.Contains("${", StringComparison.Ordinal))
        {
            return Refuse(
                action, FindingCodes.VariableUnsupportedInElement, OneColon, "an action takes no policy variables");
        }

        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return Refuse(
                action, FindingCodes.InvalidAction, VendorMissing, "it has no colon between service and name");
        }

        if (text.IndexOf(':', colon + 1) >= 0)
        {
            return Refuse(action, FindingCodes.InvalidAction, OneColon, "it has more than one colon");
        }

        return IsService(action, text[..colon]) && IsName(action, text.AsSpan(colon + 1));
    }

    /// <summary>PL-27.</summary>
    private bool IsService(DocumentNode action, string service)
    {
        string awsMessage = $"Vendor {service} is not valid";
        if (service.Any(char.IsWhiteSpace))
        {
            return Refuse(action, FindingCodes.InvalidAction, awsMessage, "it holds white space");
        }

        if (service.AsSpan().ContainsAny('*', '?'))
        {
            return Refuse(
                action,
                FindingCodes.WildcardInServiceName,
                awsMessage,
                "the service takes no wildcards; only `*` alone names all services");
        }

        bool isPlain = service.Length is > 0 and <= ActionName.NameLengthMax
            && !service.AsSpan().ContainsAnyExcept(ActionCharacters.OfService);
        return isPlain || Refuse(
            action,
            FindingCodes.InvalidServiceInAction,
            awsMessage,
            $"the service is 1 to {ActionName.NameLengthMax} ASCII letters, digits, `-` and `.`");
    }

    /// <summary>PL-31.</summary>
    private bool IsName(DocumentNode action, ReadOnlySpan<char> name)
    {
        bool isPlain = name.Length is > 0 and <= ActionName.NameLengthMax
            && !name.ContainsAnyExcept(ActionCharacters.OfNamePattern);
        return isPlain || Refuse(
            action,
            FindingCodes.InvalidAction,
            $"Action {action.Text} is not valid",
            $"the name is 1 to {ActionName.NameLengthMax} of ASCII letters, digits and `-_.*?`");
    }

    private bool Refuse(DocumentNode action, string code, string awsMessage, string problem)
    {
        findings.Refuse(
            Refusal.Action(awsMessage),
            code,
            action,
            $"{Shown.Text(action.Text)} is no action: {problem}. Write `service:Name`, for example `orders:Get*`.");
        return false;
    }

    /// <summary>PL-29: whether the action names at least one that the host knows.</summary>
    private static bool IsKnown(string text, HashSet<string> known)
    {
        bool isPattern = text.AsSpan().ContainsAny('*', '?');
        return isPattern
            ? text is "*" or "*:*" || known.Any(action => WildcardText.Covers(text, action, ignoreCase: true))
            : known.Contains(text);
    }

    private bool IsJudged(string text, HashSet<string> known)
    {
        string service = text[..(text.IndexOf(':', StringComparison.Ordinal) + 1)];
        return !options.IgnoresOtherServices
            || known.Any(action => action.StartsWith(service, StringComparison.OrdinalIgnoreCase));
    }

    private void ReportUnknown(DocumentNode action)
    {
        string message = $"{Shown.Text(action.Text)} matches no action of this application: check the spelling.";
        if (options.IsStrict)
        {
            findings.Refuse(
                Refusal.Action($"Action {action.Text} is not valid"), FindingCodes.InvalidAction, action, message);
        }
        else
        {
            findings.Note(PolicyFindingSeverity.Warning, FindingCodes.UnknownAction, action, message);
        }
    }
}
