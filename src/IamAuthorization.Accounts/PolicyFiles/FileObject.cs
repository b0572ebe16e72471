using System.Globalization;
using System.Text;
using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// Reads the members of one JSON object by name. Every wrong type, missing or duplicate member is reported where it
/// stands, and <see cref="RefuseOthers"/> reports all members that nobody asked for. A reading that fails answers null
/// or nothing, so that the rest of the file is checked as well.
/// </summary>
internal sealed class FileObject
{
    private const string SchemaMember = "$schema";

    private readonly Dictionary<string, PlacedMember> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly FileFindings _findings;

    private FileObject(PlacedValue value, FileFindings findings)
    {
        Position = value.Position;
        _findings = findings;
        foreach (PlacedMember member in value.Members)
        {
            if (!_members.TryAdd(member.Name, member))
            {
                findings.Error(
                    member.Position,
                    PolicyFileCodes.DuplicateMember,
                    $"`{member.Name}` stands here a second time: keep one");
            }
        }
    }

    public TextPosition Position { get; }

    public static FileObject? Of(PlacedValue value, string what, FileFindings findings)
    {
        if (value.Kind == JsonValueKind.Object)
        {
            return new FileObject(value, findings);
        }

        findings.Error(value.Position, PolicyFileCodes.WrongType, $"{what} is {Named(value.Kind)}: write an object");
        return null;
    }

    public PlacedValue? Text(string name) => Member(name, JsonValueKind.String, "a string");

    public PlacedValue? RequiredText(string name) => Required(name, Text(name));

    /// <summary>A text that a rule must accept.</summary>
    public string? CheckedText(string name, Func<string, string?> problemOf, string code = PolicyFileCodes.InvalidValue)
    {
        if (Text(name) is not { } value)
        {
            return null;
        }

        if (problemOf(value.Text!) is { } problem)
        {
            _findings.Error(value.Position, code, $"`{value.Text}` is not a valid `{name}`: {problem}");
            return null;
        }

        return value.Text;
    }

    public int? WholeNumber(string name)
    {
        PlacedValue? value = Member(name, JsonValueKind.Number, "a whole number");
        if (value is null)
        {
            return null;
        }

        if (int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        _findings.Error(value.Position, PolicyFileCodes.WrongType, $"`{name}` is `{value.Text}`: write a whole number");
        return null;
    }

    /// <summary>An instant as AWS prints it.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } value)
        {
            return null;
        }

        if (FileInstant.TryParse(value.Text!, out DateTimeOffset instant))
        {
            return instant;
        }

        _findings.Error(
            value.Position,
            PolicyFileCodes.InvalidValue,
            $"`{name}` is `{value.Text}`: write an instant with its offset, for example `2026-01-05T08:00:00Z`");
        return null;
    }

    public bool Boolean(string name)
    {
        if (Take(name) is not { } member)
        {
            return false;
        }

        if (member.Value.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            WrongType($"`{name}`", member.Value, "`true` or `false`");
        }

        return member.Value.Kind == JsonValueKind.True;
    }

    public FileObject? Object(string name) =>
        Member(name, JsonValueKind.Object, "an object") is { } value ? new FileObject(value, _findings) : null;

    public FileObject? RequiredObject(string name)
    {
        PlacedValue? value = Required(name, Member(name, JsonValueKind.Object, "an object"));
        return value is null ? null : new FileObject(value, _findings);
    }

    /// <summary>The objects of a list; empty when the member is not there.</summary>
    public IEnumerable<FileObject> Objects(string name) =>
        Items(name).Select(item => Of(item, $"an entry of `{name}`", _findings)).OfType<FileObject>();

    /// <summary>The strings of a list; empty when the member is not there.</summary>
    public IEnumerable<PlacedValue> Texts(string name)
    {
        foreach (PlacedValue item in Items(name))
        {
            if (item.Kind == JsonValueKind.String)
            {
                yield return item;
            }
            else
            {
                WrongType($"an entry of `{name}`", item, "a string");
            }
        }
    }

    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>Members that may be there and are not kept: their type is checked and nothing else.</summary>
    public void Ignore(JsonValueKind kind, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            Member(name, kind, Named(kind));
        }
    }

    /// <summary>The name of a JSON Schema, which is for editors.</summary>
    public void IgnoreSchema()
    {
        Member(SchemaMember, JsonValueKind.String, "a string");
        _known.Remove(SchemaMember);
        _members.Remove(SchemaMember);
    }

    /// <summary>A policy document that must be there.</summary>
    public PolicyDocument? Document(string name, PolicyKind kind, PolicyReadOptions reading)
    {
        PlacedValue? value = Required(name, Member(name, JsonValueKind.Object, "a policy document as an object"));
        if (value is null)
        {
            return null;
        }

        PolicyReadResult result = PolicyReader.Read(Encoding.UTF8.GetString(value.Raw.Span), kind, reading);
        foreach (PolicyFinding finding in result.Findings)
        {
            _findings.Add(
                Moved(finding.Position, value.Position),
                finding.Severity,
                finding.Code,
                At(finding.Path, finding.Message));
        }

        bool isUnexplained = result.Document is null
            && result.Findings.All(finding => finding.Severity != PolicyFindingSeverity.Error);
        if (isUnexplained)
        {
            _findings.Error(
                value.Position,
                result.Error?.Code ?? PolicyFileCodes.InvalidValue,
                result.Error?.Message ?? "this is no policy document");
        }

        return result.Document;
    }

    /// <summary>Reports every member that was not asked for.</summary>
    public void RefuseOthers()
    {
        string known = string.Join(", ", _known.Order(StringComparer.Ordinal));
        foreach (PlacedMember member in _members.Values.Where(member => !_known.Contains(member.Name)))
        {
            _findings.Error(
                member.Position,
                PolicyFileCodes.UnknownMember,
                $"`{member.Name}` is unknown here: {Hint(member.Name)}known are {known}");
        }
    }

    public void Error(TextPosition position, string code, string message) => _findings.Error(position, code, message);

    /// <summary>Moves a place inside a document to where the document stands in the file.</summary>
    private static TextPosition Moved(TextPosition inside, TextPosition start) =>
        inside.Line switch
        {
            <= 0 => start,
            1 => new TextPosition(start.Line, start.Column + Math.Max(inside.Column, 1) - 1),
            _ => new TextPosition(start.Line + inside.Line - 1, inside.Column),
        };

    private static string At(string path, string message) => path.Length == 0 ? message : $"{message} (at {path})";

    private static string Named(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    private string Hint(string name) =>
        NearName.Among(_known, name) is { } near ? $"did you mean `{near}`? " : string.Empty;

    private IReadOnlyList<PlacedValue> Items(string name) => Member(name, JsonValueKind.Array, "a list")?.Items ?? [];

    private PlacedMember? Take(string name)
    {
        _known.Add(name);
        return _members.GetValueOrDefault(name);
    }

    private PlacedValue? Member(string name, JsonValueKind kind, string wanted)
    {
        if (Take(name) is not { } member)
        {
            return null;
        }

        if (member.Value.Kind == kind)
        {
            return member.Value;
        }

        WrongType($"`{name}`", member.Value, wanted);
        return null;
    }

    private PlacedValue? Required(string name, PlacedValue? value)
    {
        if (value is null && !_members.ContainsKey(name))
        {
            _findings.Error(Position, PolicyFileCodes.MissingMember, $"`{name}` is missing in this object");
        }

        return value;
    }

    private void WrongType(string what, PlacedValue value, string wanted) =>
        _findings.Error(value.Position, PolicyFileCodes.WrongType, $"{what} is {Named(value.Kind)}: write {wanted}");
}
