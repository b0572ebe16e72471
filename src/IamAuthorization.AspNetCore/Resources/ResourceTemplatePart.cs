namespace IamAuthorization.AspNetCore;

/// <summary>A stretch of a resource template: literal text, or the name of a route parameter.</summary>
internal readonly record struct ResourceTemplatePart(string Text, bool IsLiteral, bool IsCatchAll)
{
    public static ResourceTemplatePart Literal(string text) => new(text, IsLiteral: true, IsCatchAll: false);

    public static ResourceTemplatePart Parameter(string name, bool isCatchAll) =>
        new(name, IsLiteral: false, isCatchAll);
}
