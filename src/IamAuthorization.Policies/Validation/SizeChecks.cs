namespace IamAuthorization.Policies;

/// <summary>
/// The length limits that come before parsing (PL-02, PL-11) and the size quotas that come last (§9.1).
/// </summary>
internal static class SizeChecks
{
    /// <summary>PL-11: the length limit of library-owned documents, for which quotas are lifted.</summary>
    public const int UnquotedLengthMax = 1_048_576;

    private const int WarningPercent = 90;

    /// <summary>Checks the raw text.</summary>
    /// <returns>Whether it may be parsed.</returns>
    public static bool IsReadable(string text, PolicyReadOptions options, FindingCollector findings)
    {
        int lengthMax = options.Quotas?.DocumentLengthMax ?? UnquotedLengthMax;
        if (text.Length == 0)
        {
            Refuse("Member must have length greater than or equal to 1", "The text is empty: write one JSON object.");
            return false;
        }

        if (text.Length > lengthMax)
        {
            Refuse(
                $"Member must have length less than or equal to {lengthMax}",
                $"The text has {text.Length} characters: {lengthMax} are the most, white space included.");
            return false;
        }

        if (options.IsApiParameter && FirstForbiddenInParameter(text) is { } forbidden)
        {
            Refuse(
                "Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
                $"The text holds {Shown.Character(forbidden)}: as an API parameter it may hold tab, LF, CR and "
                + "U+0020 to U+00FF; escape other characters.");
            return false;
        }

        return true;

        void Refuse(string constraint, string message) =>
            findings.RefuseText(Refusal.Parameter(constraint), message);
    }

    /// <summary>Checks the size quota of the kind.</summary>
    public static void CheckQuota(
        string text, DocumentNode root, PolicyKind kind, PolicyQuotas quotas, FindingCollector findings)
    {
        if (QuotaOf(kind, quotas) is not { } quota)
        {
            return;
        }

        bool countsAll = kind is PolicyKind.ServiceControl or PolicyKind.ResourceControl;
        int size = countsAll ? text.Length : SizeOf(text);
        string code = CodeOf(kind);
        string counted = countsAll ? "characters, white space included" : "characters without white space";
        if (size > quota)
        {
            findings.Refuse(
                RefusalOf(kind, size, quota), code, root, $"The policy has {size} {counted}: {quota} are the most.");
        }
        else if (size > (long)quota * WarningPercent / 100)
        {
            findings.Note(
                PolicyFindingSeverity.Warning,
                code,
                root,
                $"The policy has {size} {counted}, close to the most, {quota}.");
        }
    }

    /// <summary>PL-71: the characters other than white space outside strings.</summary>
    public static int SizeOf(string text)
    {
        int size = 0;
        bool isInString = false;
        for (int index = 0; index < text.Length; index++)
        {
            char character = text[index];
            bool isEscape = isInString && character == '\\';
            isInString ^= character == '"';
            size += !isInString && character is ' ' or '\t' or '\r' or '\n' ? 0 : 1;
            if (isEscape)
            {
                size++;
                index++;
            }
        }

        return size;
    }

    private static char? FirstForbiddenInParameter(string text)
    {
        foreach (char character in text)
        {
            if (character is not ('\t' or '\n' or '\r' or (>= ' ' and <= '\u00FF')))
            {
                return character;
            }
        }

        return null;
    }

    private static int? QuotaOf(PolicyKind kind, PolicyQuotas quotas) => kind switch
    {
        PolicyKind.InlineUser => quotas.InlineUserPolicySizeMax,
        PolicyKind.InlineGroup => quotas.InlineGroupPolicySizeMax,
        PolicyKind.InlineRole => quotas.InlineRolePolicySizeMax,
        PolicyKind.Session => quotas.SessionPolicySizeMax,
        PolicyKind.Resource => quotas.ResourcePolicySizeMax,
        PolicyKind.RoleTrust => quotas.TrustPolicySizeMax,
        PolicyKind.ServiceControl => quotas.ServiceControlPolicySizeMax,
        PolicyKind.ResourceControl => quotas.ResourceControlPolicySizeMax,
        _ => quotas.ManagedPolicySizeMax,
    };

    private static string CodeOf(PolicyKind kind) => kind switch
    {
        PolicyKind.Resource => FindingCodes.SizeOfResourcePolicy,
        PolicyKind.RoleTrust => FindingCodes.SizeOfTrustPolicy,
        PolicyKind.ServiceControl => FindingCodes.SizeOfScp,
        PolicyKind.ResourceControl => FindingCodes.SizeOfRcp,
        _ => FindingCodes.SizeOfIdentityPolicy,
    };

    private static Refusal RefusalOf(PolicyKind kind, int size, int quota) => kind switch
    {
        PolicyKind.Session => new Refusal(
            RefusalOrder.Size,
            $"Packed policy consumes {(long)size * 100 / quota}% of allotted space, please use smaller policy.",
            "PackedPolicyTooLarge"),
        PolicyKind.RoleTrust => new Refusal(
            RefusalOrder.Size, $"Cannot exceed quota for ACLSizePerRole: {quota}", "LimitExceeded"),
        _ => new Refusal(RefusalOrder.Size, $"Cannot exceed quota for PolicySize: {quota}", "LimitExceeded"),
    };
}
