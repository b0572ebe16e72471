using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>What the files of users, groups, roles and managed policies have in common.</summary>
internal abstract class EntityFileReader(PolicyFile file, string accountId, PolicyReadOptions reading)
{
    protected PolicyFile File => file;

    protected string AccountId => accountId;

    protected PolicyReadOptions Reading => reading;

    protected Arn? ReadArn(
        FileObject root, IamNameKind kind, string nameMember, Func<string, string, string, string, Arn> arnOf)
    {
        string path = root.CheckedText("Path", text => IamRules.ProblemOfPath(kind, text)) ?? "/";
        PlacedValue? given = root.Text(nameMember);
        PlacedValue? givenArn = root.Text("Arn");
        string name = given?.Text ?? file.Stem;
        TextPosition position = given?.Position ?? root.Position;
        if (IamRules.ProblemOfName(kind, name) is { } problem)
        {
            root.Error(position, PolicyFileCodes.InvalidName, $"`{name}` is not a valid name: {problem}");
            return null;
        }

        if (!string.Equals(name, file.Stem, StringComparison.Ordinal))
        {
            root.Error(
                position,
                PolicyFileCodes.NameMismatch,
                $"`{nameMember}` is `{name}` in the file `{file.Stem}.json`: name the file `{name}.json`");
            return null;
        }

        Arn arn = arnOf(reading.Partition, accountId, name, path);
        if (givenArn is not null && !string.Equals(givenArn.Text, arn.ToString(), StringComparison.Ordinal))
        {
            root.Error(
                givenArn.Position,
                PolicyFileCodes.NameMismatch,
                $"`Arn` is `{givenArn.Text}` but partition, account, path and name make `{arn}`: correct one, or leave "
                    + "`Arn` out");
        }

        return arn;
    }

    protected static ValueList<IamTag> ReadTags(FileObject root)
    {
        var tags = new List<(IamTag Tag, TextPosition Position)>();
        foreach (FileObject entry in root.Objects("Tags"))
        {
            PlacedValue? key = entry.RequiredText("Key");
            PlacedValue? value = entry.RequiredText("Value");
            entry.RefuseOthers();
            if (key is null || value is null)
            {
                continue;
            }

            var tag = new IamTag(key.Text!, value.Text!);
            tags.Add((tag, key.Position));
            if (IamRules.ProblemOfTag(tag) is { } problem)
            {
                entry.Error(key.Position, PolicyFileCodes.InvalidValue, $"`{tag.Key}` is not a valid tag: {problem}");
            }
        }

        Limit(root, tags.Select(entry => entry.Position), IamRules.TagsMax, "tags");
        RefuseRepetition(root, tags.Select(entry => (entry.Tag.Key, entry.Position)));
        return [.. tags.Select(entry => entry.Tag)];
    }

    protected static void Limit(FileObject root, IEnumerable<TextPosition> positions, int max, string what)
    {
        TextPosition? tooMany = positions.Skip(max).Select(position => (TextPosition?)position).FirstOrDefault();
        if (tooMany is { } position)
        {
            root.Error(position, PolicyFileCodes.LimitExceeded, $"there are at most {max} {what}");
        }
    }

    protected static void RefuseRepetition(FileObject root, IEnumerable<(string Name, TextPosition Position)> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, TextPosition position) in names.Where(entry => !seen.Add(entry.Name)))
        {
            root.Error(
                position,
                PolicyFileCodes.DuplicateName,
                $"`{name}` is there already: names and keys are unique without regard to case");
        }
    }
}
