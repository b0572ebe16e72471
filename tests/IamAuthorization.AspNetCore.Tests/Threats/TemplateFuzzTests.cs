using IamAuthorization.Policies;
using IamAuthorization.Policies.Tests.Fuzzing;
using Microsoft.AspNetCore.Routing;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// E3 and H1: any text as the template of a resource, and any text as the route value in it, makes an ARN in which
/// both stand as they are, or is refused with the exception that says so.
/// </summary>
[Trait("Threat", "E3")]
public sealed class TemplateFuzzTests
{
    private const string Prefix = "arn:aws:shop:eu-west-1:111122223333:";

    private static readonly string[] Templates =
    [
        "order/{id}", "{id}", "file/{**path}", "order/{id}/line/{line}", "arn:aws:shop:::cart/{id}", "*", "reports", "",
        "arn:aws:shop:eu-west-1:111122223333:a:{id}", "{a}{b}", "{", "}", "{}", "{**}", "{id:int}", "{id?}", "{*id}",
        "a*",
    ];

    private static readonly string[] TemplateTokens =
        ["{", "}", "{id}", "{**path}", "**", "*", "?", ":", "=", "/", "\\", "arn:", "arn:aws:", "::", "iam:", "|", "a"];

    private static readonly string[] Values =
    [
        "7", "a/b", "..", ".", "", "*", "${aws:username}", "%2F", "{id}", "1:2", "a\\b", "e\u0301", "a/../b", "//",
        "a b",
    ];

    private static readonly string[] ValueTokens =
        ["/", "..", ".", "//", "\\", "%2F", "%", "*", "?", "${", "}", ":", "arn:", "{id}", " ", "\u0085", "\u2028"];

    private static readonly ResourceTemplate[] Segments =
        [.. new[] { "order/{id}", "{id}", "arn:aws:shop:::cart/{id}/x", "a/{id}/b" }.Select(ResourceTemplate.Parse)];

    private static readonly ResourceTemplate[] Paths =
        [.. new[] { "file/{**id}", "{**id}", "arn:aws:shop:::cart/{**id}" }.Select(ResourceTemplate.Parse)];

    [Fact]
    public void AnyText_AsTemplate_IsReadOrRefused() => TextFuzzer.Run(
        new FuzzTarget("template", Templates, TemplateTokens, TryTemplate)
        {
            LengthMax = 3_000,
            BytesFree = 16_384,
            BytesPerCharacter = 256,
        },
        count: 10_000);

    [Fact]
    public void AnyText_AsNameOfAuthorizationPolicy_IsDecodedOrRefused() => TextFuzzer.Run(
        new FuzzTarget(
            "policy name",
            ["iam:shop:GetOrder|order/{id}", "iam:shop:Get|*", "iam:", "iam:|", "other"],
            ["iam:", "|", "shop:", "*", "{id}", ":", "Get"],
            TryName)
        {
            LengthMax = 512,
            BytesFree = 16_384,
            BytesPerCharacter = 256,
        },
        count: 10_000);

    [Fact]
    public void AnyText_AsRouteValue_StandsInTheArnAsItIsOrIsRefused() => TextFuzzer.Run(
        new FuzzTarget("route value", Values, ValueTokens, TryValue) { BytesPerCharacter = 64 }, count: 20_000);

    private static int TryTemplate(string text, uint variant)
    {
        try
        {
            var template = ResourceTemplate.Parse(text);
            FuzzFault.Unless(
                string.Equals(template.ToString(), text, StringComparison.Ordinal), "Not the text itself.");
            var values = new RouteValueDictionary();
            foreach (string name in template.Parameters)
            {
                values[name] = "v7";
            }

            bool isFilled = template.TryFill(Prefix, values, out Arn arn, out string? problem);
            FuzzFault.Unless(isFilled == (problem is null), "Refused without a problem, or the reverse.");
            bool isPrefixed = !template.IsRelative || arn.ToString().StartsWith(Prefix, StringComparison.Ordinal);
            FuzzFault.Unless(!isFilled || isPrefixed, "Relative, and not below the prefix.");
            FuzzFault.Unless(!isFilled || arn.IsAny == text is "*", "Any resource, unasked.");
            return (isFilled ? 1 : 0) + (Math.Min(template.Parameters.Length, 7) * 2) + (template.IsRelative ? 16 : 0);
        }
        catch (FormatException refusal)
        {
            // WHY: the text may be cited, and so may the place in it; what is left is the reason.
            return -1 - (refusal.Message.Length - text.Length > 0 ? (refusal.Message.Length - text.Length) % 200 : 0);
        }
    }

    private static int TryName(string text, uint variant)
    {
        if (!IamPolicyName.IsOne(text))
        {
            return 0;
        }

        try
        {
            IamRequirement requirement = IamPolicyName.Decode(text);
            string again = IamPolicyName.Of(requirement.Action.ToString(), requirement.Template.ToString());
            FuzzFault.Unless(string.Equals(again, text, StringComparison.Ordinal), "Not the text itself.");
            return 1 + Math.Min(requirement.Template.Parameters.Length, 7);
        }
        catch (FormatException)
        {
            return -1;
        }
    }

    private static int TryValue(string text, uint variant)
    {
        bool isPath = (variant & 1) != 0;
        ResourceTemplate[] templates = isPath ? Paths : Segments;
        ResourceTemplate template = templates[(variant >> 1) % (uint)templates.Length];
        bool isFilled = template.TryFill(
            Prefix, new RouteValueDictionary { ["id"] = text }, out Arn arn, out string? problem);
        FuzzFault.Unless(isFilled == (problem is null), "Refused without a problem, or the reverse.");
        if (!isFilled)
        {
            FuzzFault.Unless(arn.IsAny, "Refused, and yet an ARN.");
            return -problem!.Length;
        }

        string literal = template.ToString();
        string expected = (template.IsRelative ? Prefix : "")
            + literal.Replace(isPath ? "{**id}" : "{id}", text, StringComparison.Ordinal);
        FuzzFault.Unless(string.Equals(arn.ToString(), expected, StringComparison.Ordinal), "Not as it is.");
        FuzzFault.Unless(arn.Service is "shop", "A value changed what comes before it.");
        bool isClean = !text.Contains('\\', StringComparison.Ordinal)
            && !text.Any(char.IsControl)
            && !text.Split('/').Any(segment => segment is "." or "..")
            && text.Length > 0
            && (isPath || !text.Contains('/', StringComparison.Ordinal));
        FuzzFault.Unless(isClean, "An ambiguous value was put in.");
        return isPath ? 1 : 0;
    }
}
