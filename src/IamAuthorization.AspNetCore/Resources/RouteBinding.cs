using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>A route value that an endpoint does not take as the text it is.</summary>
/// <param name="Name">The route parameter.</param>
/// <param name="Spell">
/// From the text to the one spelling of its value, or to <see langword="null"/> when it is no value;
/// <see langword="null"/> when the spelling of the values is not known.
/// </param>
/// <param name="FormComesFirst">Whether a form with a field of that name takes the route value's place.</param>
internal sealed record RouteBinding(string Name, Func<string, string?>? Spell, bool FormComesFirst = false)
{
    /// <summary>The binding of a type, or <see langword="null"/> when it takes the text as it is.</summary>
    public static RouteBinding? Of(string name, Type type, bool formComesFirst = false)
    {
        bool isText = type == typeof(string);
        return isText && !formComesFirst
            ? null
            : new RouteBinding(name, isText ? static text => text : CanonicalSpelling.Of(type), formComesFirst);
    }

    /// <summary>What is wrong with a value, as a phrase for operators, or <see langword="null"/>.</summary>
    public string? ProblemOf(string value, HttpRequest request)
    {
        if (FormComesFirst && request.HasFormContentType)
        {
            return $"a form could take the place of the route value `{{{Name}}}`; bind the parameter with [FromRoute]";
        }

        if (Spell is null)
        {
            return $"the route value `{{{Name}}}` is bound to a type of which it is not known how values are spelled; "
                + "bind a string, or a type with a TryParse and a ToString that returns what TryParse reads";
        }

        return Spell(value) switch
        {
            null => $"the route value `{{{Name}}}` is no value of the type that it is bound to",
            string spelling when string.Equals(spelling, value, StringComparison.Ordinal) => null,
            string spelling => $"the route value `{{{Name}}}` must be spelled `{spelling}`",
        };
    }
}
