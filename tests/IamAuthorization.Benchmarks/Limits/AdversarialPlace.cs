using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>A place of a policy where patterns stand, and where the text comes from that is matched there.</summary>
internal sealed class AdversarialPlace
{
    /// <summary>The condition key whose value is matched.</summary>
    public const string Key = "app:text";

    private const string ArnStart = "arn:aws:docs:::";
    private const string Service = "docs:";

    private AdversarialPlace()
    {
    }

    public static AdversarialPlace Resource { get; } = new()
    {
        Name = "Resource",
        Statement = pattern => $$""" "Action":"docs:*","Resource":"{{ArnStart}}{{pattern}}" """,
        ResourceOf = AsArn,
    };

    /// <summary>With a wildcard before the last part of the ARN, the parts are matched one by one.</summary>
    public static AdversarialPlace ResourceOfAnyRegion { get; } = new()
    {
        Name = "Resource, parts",
        Statement = pattern => $$""" "Action":"docs:*","Resource":"arn:aws:docs:*::{{pattern}}" """,
        ResourceOf = AsArn,
    };

    public static AdversarialPlace StringLike { get; } = new()
    {
        Name = "StringLike",
        Statement = pattern => Condition("StringLike", pattern),
        ValueOf = text => text,
    };

    public static AdversarialPlace ArnLike { get; } = new()
    {
        Name = "ArnLike",
        Statement = pattern => Condition("ArnLike", ArnStart + pattern),
        ValueOf = AsArn,
    };

    /// <summary>The one place where patterns ignore case; names are short there.</summary>
    public static AdversarialPlace Action { get; } = new()
    {
        Name = "Action, any case",
        Statement = pattern => $$""" "Action":"{{Service}}{{pattern.ToUpperInvariant()}}","Resource":"*" """,
        ActionOf = text => Service + text,
        TextLengthMax = ActionName.NameLengthMax,
    };

    public required string Name { get; init; }

    public Func<string, string> ActionOf { get; private init; } = _ => "docs:GetPage";

    public Func<string, string> ResourceOf { get; private init; } = _ => ArnStart + "page";

    public Func<string, string> ValueOf { get; private init; } = _ => "none";

    /// <summary>The longest text that can come there.</summary>
    public int TextLengthMax { get; private init; } = Arn.LengthMax - ArnStart.Length;

    private Func<string, string> Statement { get; init; } = _ => string.Empty;

    /// <summary>A document that allows what matches the pattern.</summary>
    public string Document(string pattern) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow",{{Statement(pattern)}} }]}""";

    private static string AsArn(string text) => ArnStart + text;

    private static string Condition(string name, string pattern) =>
        $$""" "Action":"docs:*","Resource":"*","Condition":{"{{name}}":{ "{{Key}}":"{{pattern}}" } } """;
}
