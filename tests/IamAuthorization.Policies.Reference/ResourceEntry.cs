namespace IamAuthorization.Policies.Reference;

/// <summary>PL-34..PL-46: one entry of Resource or NotResource.</summary>
internal sealed class ResourceEntry
{
    private const string Any = "*";
    private const int PartCount = 6;

    private readonly bool _isAny;
    private readonly List<List<Token>>? _parts;

    public ResourceEntry(string text, bool hasVariables)
    {
        _isAny = text == Any;
        _parts = Expand(ArnText.Split(Tokens.Of(text, hasVariables, hasWildcards: true)));
    }

    /// <summary>
    /// Segment-wise (PL-42); <c>*</c> as resource is matched by <c>"*"</c> alone (PL-46); a variable without value
    /// makes the entry match nothing (PL-65).
    /// </summary>
    public bool IsMatch(string resource, Context context)
    {
        if (_isAny || resource == Any || _parts is null)
        {
            return _isAny;
        }

        string[] asked = ArnText.Split(resource)!;
        for (int index = 0; index < PartCount; index++)
        {
            if (Tokens.Resolve(_parts[index], context) is not { } part || !Wildcards.IsMatch(part, asked[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>PL-35, PL-39: six parts; a short one ending in <c>*</c> goes on with <c>*</c>; else nothing.</summary>
    private static List<List<Token>>? Expand(List<List<Token>> parts)
    {
        if (!ArnText.BeginsWithArn(parts))
        {
            return null;
        }

        bool isOpen = parts[^1] is [.., Token.AnyRun];
        while (parts.Count < PartCount && isOpen)
        {
            parts.Add([new Token.AnyRun()]);
        }

        return parts.Count == PartCount ? parts : null;
    }
}
