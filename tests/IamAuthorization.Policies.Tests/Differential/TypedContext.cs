using System.Globalization;
using System.Net;
using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>
/// The same values as a host supplies them: by key, when asked, and typed where the type's text is the text that was
/// given.
/// </summary>
internal sealed class TypedContext(IReadOnlyList<ContextEntry> entries, RequestContext texts) : RequestContext
{
    public override ContextValue Get(ConditionKey key)
    {
        ContextValue text = texts.Get(key);
        if (text.Form == ContextValueForm.Conflict)
        {
            return text;
        }

        foreach (ContextEntry entry in entries)
        {
            if (entry.Values.Count == 1 && !entry.IsMultiple && text.ToString() == entry.Values[0]
                && string.Equals(entry.Key, key.Name, StringComparison.OrdinalIgnoreCase))
            {
                ContextValue typed = Typed(entry.Values[0]).For(key);
                return typed.ToString() == entry.Values[0] ? typed : text;
            }
        }

        return text;
    }

    private static ContextValue Typed(string text)
    {
        // WHY: as text, "true" and "1234" are base64 too, and "-1" is no date; typed they are not.
        if (text == "false")
        {
            return ContextValue.Of(value: false);
        }

        if (text.Length < 4 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long whole))
        {
            return ContextValue.Of(whole);
        }

        if (IPAddress.TryParse(text, out IPAddress? address))
        {
            return ContextValue.Of(address);
        }

        return ContextValue.Of(text);
    }
}
