using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Routing;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The resource of an endpoint: literal text with parameters of the route. Route values are put in as they are; they
/// are never decoded, rewritten or read as a pattern, since the endpoint acts on the same text.
/// </summary>
internal sealed class ResourceTemplate
{
    private const string AnyText = "*";
    private const string ArnPrefix = "arn:";

    /// <summary><c>arn:partition:service:region:account:resource</c>.</summary>
    private const int ArnColons = 5;

    private readonly string _text;
    private readonly ImmutableArray<ResourceTemplatePart> _parts;

    /// <summary>What it was filled to last, for a template without parameters.</summary>
    private volatile Filled? _last;

    private ResourceTemplate(string text, ImmutableArray<ResourceTemplatePart> parts)
    {
        _text = text;
        _parts = parts;
        Parameters = [.. parts.Where(part => !part.IsLiteral).Select(part => part.Text)];
        IsRelative = text is not AnyText && !text.StartsWith(ArnPrefix, StringComparison.Ordinal);
    }

    /// <summary>Whether partition, service, region and owner come before the text.</summary>
    public bool IsRelative { get; }

    /// <summary>The route parameters it is made of.</summary>
    public ImmutableArray<string> Parameters { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">The text is no template; the message says what and where.</exception>
    public static ResourceTemplate Parse(string text)
    {
        if (text is AnyText)
        {
            return new ResourceTemplate(text, []);
        }

        ImmutableArray<ResourceTemplatePart> parts = ResourceTemplateReader.Read(text);
        if (text.StartsWith(ArnPrefix, StringComparison.Ordinal))
        {
            RefuseParameterBeforeResource(text, parts);
        }

        return new ResourceTemplate(text, parts);
    }

    /// <summary>Fills the template with the values of a route.</summary>
    /// <param name="prefix">What comes before relative text.</param>
    /// <param name="values">The values the route bound.</param>
    /// <param name="arn">The ARN.</param>
    /// <param name="problem">Why there is none, as a phrase for operators, or <see langword="null"/>.</param>
    /// <returns>Whether there is an ARN.</returns>
    public bool TryFill(
        string prefix, RouteValueDictionary values, out Arn arn, [NotNullWhen(false)] out string? problem)
    {
        arn = Arn.Any;
        problem = null;
        if (_text is AnyText)
        {
            return true;
        }

        string[] texts = new string[_parts.Length + 1];
        texts[0] = IsRelative ? prefix : string.Empty;
        for (int i = 0; i < _parts.Length; i++)
        {
            ResourceTemplatePart part = _parts[i];
            string value = part.Text;
            problem = part.IsLiteral ? null : ProblemOf(part, values, out value);
            if (problem is not null)
            {
                return false;
            }

            texts[i + 1] = value;
        }

        return Arn.TryParse(string.Concat(texts), out arn, out problem);
    }

    /// <summary>The resource that <see cref="Keep"/> was told last for the same prefix, or null.</summary>
    public IamResource? Find(string prefix) =>
        _last is { } last && string.Equals(last.Prefix, prefix, StringComparison.Ordinal) ? last.Resource : null;

    /// <summary>Keeps what it was filled to, unless that depends on the route.</summary>
    public void Keep(string prefix, IamResource resource) =>
        _last = Parameters.IsEmpty ? new Filled(prefix, resource) : null;

    public override string ToString() => _text;

    private static string? ProblemOf(ResourceTemplatePart part, RouteValueDictionary values, out string value)
    {
        object? bound = values[part.Text];
        value = Convert.ToString(bound, CultureInfo.InvariantCulture) ?? string.Empty;
        if (bound is null)
        {
            return $"the route has no value for `{{{part.Text}}}`";
        }

        string? problem = part.IsCatchAll
            ? RouteValueRules.ProblemOfPath(value)
            : RouteValueRules.ProblemOfSegment(value);
        return problem is null ? null : $"the route value `{{{part.Text}}}` {problem}";
    }

    private static void RefuseParameterBeforeResource(string text, ImmutableArray<ResourceTemplatePart> parts)
    {
        ReadOnlySpan<char> beginning = parts[0].IsLiteral ? parts[0].Text : [];
        if (beginning.Count(':') < ArnColons)
        {
            throw new FormatException(
                $"`{text}` is not a resource: the five parts before the resource of a whole ARN must be there and be "
                + "literal, as in `arn:aws:orders:eu-west-1:111122223333:order/{id}`.");
        }

        if (!Arn.TryParse(beginning.ToString(), out _, out string? problem))
        {
            throw new FormatException($"`{text}` is not a resource: {problem}.");
        }
    }

    private sealed record Filled(string Prefix, IamResource Resource);
}
