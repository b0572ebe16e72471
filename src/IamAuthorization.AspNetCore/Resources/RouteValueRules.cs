namespace IamAuthorization.AspNetCore;

/// <summary>
/// Which route values may stand in an ARN. What is refused here is what two readers of one path could take for
/// different resources (threat H1).
/// </summary>
internal static class RouteValueRules
{
    /// <summary>What is wrong with the value of a single-segment parameter, or <see langword="null"/>.</summary>
    public static string? ProblemOfSegment(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            return "is empty";
        }

        return value.Contains('/')
            ? "holds `/`; declare the parameter as `{**name}` if its values have slashes"
            : ProblemOfText(value) ?? ProblemOfDots(value);
    }

    /// <summary>What is wrong with the value of a catch-all parameter, or <see langword="null"/>.</summary>
    public static string? ProblemOfPath(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            return "is empty";
        }

        string? problem = ProblemOfText(value);
        foreach (Range segment in value.Split('/'))
        {
            problem ??= ProblemOfDots(value[segment]);
        }

        return problem;
    }

    private static string? ProblemOfText(ReadOnlySpan<char> value)
    {
        if (value.Contains('\\'))
        {
            return "holds `\\`";
        }

        foreach (char character in value)
        {
            if (char.IsControl(character))
            {
                return $"holds the control character U+{(int)character:X4}";
            }
        }

        return null;
    }

    private static string? ProblemOfDots(ReadOnlySpan<char> segment) =>
        segment is "." or ".." ? "has the path segment `.` or `..`" : null;
}
