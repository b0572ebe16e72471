namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>Sums up what came of a text as a number, the same in every process.</summary>
internal static class Answers
{
    /// <summary>Which findings, at which depth; neither their number nor their order.</summary>
    public static int Of(PolicyReadResult result)
    {
        ulong bits = 0;
        foreach (PolicyFinding finding in result.Findings)
        {
            int depth = finding.Path.AsSpan().Count('/');
            bits |= 1UL << (int)((Of(finding.Code) + (uint)depth) & 63);
        }

        ulong statements = (ulong)Math.Min(result.Document?.Statements.Length ?? 0, 3);
        return Mixed(bits ^ Of(result.Error?.Code) ^ (statements << 62));
    }

    /// <summary>FNV-1a; 0 for null.</summary>
    public static uint Of(string? text)
    {
        uint hash = text is null ? 0 : 2_166_136_261;
        foreach (char character in text ?? "")
        {
            hash = (hash ^ character) * 16_777_619;
        }

        return hash;
    }

    public static int Mixed(ulong bits) => (int)new FuzzRandom(bits).NextBits();
}
