using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Reads lists of <c>{"PolicyName": …, "PolicyDocument": …}</c>.</summary>
internal static class NamedPolicyReader
{
    public static ValueList<NamedPolicy> Read(
        FileObject root, string member, PolicyKind kind, PolicyReadOptions reading)
    {
        var policies = new List<NamedPolicy>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (FileObject entry in root.Objects(member))
        {
            string? name = ReadName(entry, names);
            PolicyDocument? document = entry.Document("PolicyDocument", kind, reading);
            entry.RefuseOthers();
            if (name is not null && document is not null)
            {
                policies.Add(new NamedPolicy(name, document));
            }
        }

        return [.. policies];
    }

    private static string? ReadName(FileObject entry, HashSet<string> names)
    {
        if (entry.RequiredText("PolicyName") is not { } value)
        {
            return null;
        }

        if (IamRules.ProblemOfName(IamNameKind.Policy, value.Text!) is { } problem)
        {
            entry.Error(
                value.Position, PolicyFileCodes.InvalidName, $"`{value.Text}` is not a valid name: {problem}");
            return null;
        }

        if (!names.Add(value.Text!))
        {
            entry.Error(
                value.Position,
                PolicyFileCodes.DuplicateName,
                $"`{value.Text}` is there already: names are unique without regard to case");
            return null;
        }

        return value.Text;
    }
}
