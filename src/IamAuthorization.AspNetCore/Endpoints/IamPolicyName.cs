namespace IamAuthorization.AspNetCore;

/// <summary>
/// The name of an ASP.NET authorization policy that carries a question: <c>iam:{action}|{template}</c>.
/// </summary>
internal static class IamPolicyName
{
    private const string Prefix = "iam:";
    private const char Separator = '|';

    public static string Of(string action, string template)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(template);
        return $"{Prefix}{action}{Separator}{template}";
    }

    public static bool IsOne(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The requirement a name carries.</summary>
    /// <exception cref="FormatException">
    /// The name carries no question; the message says which part is wrong.
    /// </exception>
    public static IamRequirement Decode(string name)
    {
        int separator = name.IndexOf(Separator, StringComparison.Ordinal);
        if (separator < 0)
        {
            throw new FormatException(
                $"`{name}` carries no resource: a policy name under `iam:` is written `iam:action|resource`.");
        }

        return new IamRequirement(name[Prefix.Length..separator], name[(separator + 1)..]);
    }
}
