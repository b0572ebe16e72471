using System.Globalization;
using System.Text;

namespace IamAuthorization.Policies.Reference;

/// <summary>RFC 8259 by recursive descent, strict (PL-01): one value, nothing after it.</summary>
public sealed class JsonReader
{
    private readonly string _text;
    private readonly int _depthMax;
    private int _at;

    private JsonReader(string text, int depthMax)
    {
        _text = text;
        _depthMax = depthMax;
    }

    /// <summary>Reads a text; <paramref name="depthMax"/> objects and arrays may stand in each other (PL-11).</summary>
    public static Json Read(string text, int depthMax)
    {
        var reader = new JsonReader(text, depthMax);
        Json value = reader.ReadValue(depth: 0);
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Malformed();
    }

    private Json ReadValue(int depth)
    {
        SkipSpace();
        switch (Peek())
        {
            case '{':
                return ReadObject(depth + 1);
            case '[':
                return ReadList(depth + 1);
            case '"':
                return new Json.Text(ReadText());
            case 't':
                return ReadWord("true", new Json.Boolean(true));
            case 'f':
                return ReadWord("false", new Json.Boolean(false));
            case 'n':
                return ReadWord("null", new Json.Null());
            default:
                return ReadNumber();
        }
    }

    private Json.Object ReadObject(int depth)
    {
        Demand(depth <= _depthMax);
        Take('{');
        var members = new List<KeyValuePair<string, Json>>();
        SkipSpace();
        while (Peek() != '}')
        {
            if (members.Count > 0)
            {
                Take(',');
                SkipSpace();
            }

            string name = ReadText();
            SkipSpace();
            Take(':');
            members.Add(KeyValuePair.Create(name, ReadValue(depth)));
            SkipSpace();
        }

        Take('}');
        return new Json.Object(members);
    }

    private Json.List ReadList(int depth)
    {
        Demand(depth <= _depthMax);
        Take('[');
        var items = new List<Json>();
        SkipSpace();
        while (Peek() != ']')
        {
            if (items.Count > 0)
            {
                Take(',');
            }

            items.Add(ReadValue(depth));
            SkipSpace();
        }

        Take(']');
        return new Json.List(items);
    }

    private Json ReadWord(string word, Json value)
    {
        foreach (char letter in word)
        {
            Take(letter);
        }

        return value;
    }

    // number = [ "-" ] ( "0" | digit1-9 *digit ) [ "." 1*digit ] [ ( "e" | "E" ) [ "+" | "-" ] 1*digit ]
    private Json.Number ReadNumber()
    {
        int start = _at;
        if (Peek() == '-')
        {
            _at++;
        }

        if (Peek() == '0')
        {
            _at++;
        }
        else
        {
            TakeDigits();
        }

        if (Peek() == '.')
        {
            _at++;
            TakeDigits();
        }

        if (Peek() is 'e' or 'E')
        {
            _at++;
            if (Peek() is '+' or '-')
            {
                _at++;
            }

            TakeDigits();
        }

        return new Json.Number(_text[start.._at]);
    }

    private void TakeDigits()
    {
        Demand(char.IsAsciiDigit(Peek()));
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }
    }

    private string ReadText()
    {
        Take('"');
        int start = _at;
        while (_at < _text.Length && Peek() is >= ' ' and not ('"' or '\\'))
        {
            _at++;
        }

        // What comes before the first escape is as it stands.
        var text = new StringBuilder().Append(_text, start, _at - start);
        while (Peek() != '"')
        {
            Demand(_at < _text.Length && Peek() >= ' ');
            text.Append(Peek() == '\\' ? ReadEscape() : _text[_at++]);
        }

        Take('"');
        return WellFormed(text.ToString());
    }

    private char ReadEscape()
    {
        Take('\\');
        char escape = Peek();
        _at++;
        switch (escape)
        {
            case '"' or '\\' or '/':
                return escape;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                Demand(_at + 4 <= _text.Length && _text.Substring(_at, 4).All(char.IsAsciiHexDigit));
                _at += 4;
                return (char)int.Parse(
                    _text.AsSpan(_at - 4, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            default:
                throw Malformed();
        }
    }

    // PL-02: a lone surrogate is a syntax error.
    private string WellFormed(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]))
            {
                Demand(index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]));
                index++;
            }
        }

        return text;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private void Take(char expected)
    {
        Demand(_at < _text.Length && _text[_at] == expected);
        _at++;
    }

    private void Demand(bool holds)
    {
        if (!holds)
        {
            throw Malformed();
        }
    }

    private MalformedException Malformed() => new($"This is no JSON at character {_at}.");
}
