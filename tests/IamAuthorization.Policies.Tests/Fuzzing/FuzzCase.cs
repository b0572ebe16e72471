using System.Globalization;
using System.Text;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>One text that was tried, and what is wrong with what came of it.</summary>
internal sealed record FuzzCase(FuzzTarget Target, string Text, uint Variant)
{
    /// <summary>Tries the text and says what is wrong, or null.</summary>
    /// <param name="answer">What the target answered.</param>
    public Exception? Problem(out int answer)
    {
        answer = 0;
        try
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            answer = Target.Try(Text, Variant);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return allocated <= AllocationMax || AllocatedAgain() <= AllocationMax
                ? null
                : new FuzzFault($"{allocated} bytes were allocated: at most {AllocationMax} are for this length.");
        }
        catch (Exception problem)
        {
            return problem;
        }
    }

    /// <summary>The shortest text found, by leaving out parts, that fails in the same way.</summary>
    public FuzzCase Minimized()
    {
        string kind = KindOf(Problem(out _));
        FuzzCase smallest = this;
        for (int size = Text.Length / 2; size >= 1; size = Math.Min(size / 2, smallest.Text.Length))
        {
            for (int start = 0; start + size <= smallest.Text.Length;)
            {
                FuzzCase shorter = smallest with { Text = smallest.Text.Remove(start, size) };
                bool isSame = string.Equals(KindOf(shorter.Problem(out _)), kind, StringComparison.Ordinal);
                smallest = isSame ? shorter : smallest;
                start += isSame ? 0 : size;
            }
        }

        return smallest;
    }

    public override string ToString() =>
        $"{Target.Name} (variant {Variant}), {Text.Length} characters: {Literal(Text)}\n"
        + $"as base64 of UTF-16: {Convert.ToBase64String(Encoding.Unicode.GetBytes(Text))}\n"
        + Problem(out _);

    private long AllocationMax => Target.BytesFree + ((long)Target.BytesPerCharacter * Text.Length);

    // WHY: what is made once for all, such as tables and pooled buffers, is not the text's.
    private long AllocatedAgain()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Target.Try(Text, Variant);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string KindOf(Exception? problem)
    {
        string thrownIn = problem?.StackTrace?.Split('\n')[0] ?? "";
        return problem is FuzzFault fault
            ? new string([.. fault.Message.Where(character => !char.IsAsciiDigit(character)).Take(40)])
            : $"{problem?.GetType()} {thrownIn}";
    }

    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (char character in text)
        {
            literal.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                >= ' ' and <= '~' => character.ToString(),
                _ => $"\\u{((int)character).ToString("X4", CultureInfo.InvariantCulture)}",
            });
        }

        return literal.Append('"').ToString();
    }
}
