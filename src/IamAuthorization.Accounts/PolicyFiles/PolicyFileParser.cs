using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Turns all policy files into entities, and reports everything that is wrong with any of them.</summary>
internal sealed class PolicyFileParser
{
    private readonly PolicyReadOptions _reading;
    private readonly List<PolicyFileFinding> _findings;
    private readonly IReadOnlySet<Arn> _builtIn;
    private readonly Dictionary<IamEntityKey, IamEntity> _entities = [];
    private readonly List<FileReference> _references = [];

    // WHY: what a broken file would have defined is not reported a second time by everything that refers to it.
    private readonly HashSet<IamEntityKey> _broken = [];

    private PolicyFileParser(
        PolicyReadOptions reading, List<PolicyFileFinding> findings, IReadOnlySet<Arn> builtIn)
    {
        _builtIn = builtIn;
        _reading = reading;
        _findings = findings;
    }

    /// <summary>Reads all files as one state.</summary>
    /// <param name="files">The files.</param>
    /// <param name="reading">How documents are read; the partition is that of the entities' ARNs too.</param>
    /// <param name="findings">Where findings are added.</param>
    /// <param name="builtIn">Managed policies that are in no file and may be referred to.</param>
    /// <returns>The entities; complete only when no error was found.</returns>
    public static IReadOnlyCollection<IamEntity> Parse(
        IEnumerable<PolicyFile> files,
        PolicyReadOptions reading,
        List<PolicyFileFinding> findings,
        IEnumerable<ManagedPolicy>? builtIn = null)
    {
        var parser = new PolicyFileParser(
            reading, findings, (builtIn ?? []).Select(policy => policy.Arn).ToHashSet());
        foreach (PolicyFile file in files)
        {
            parser.Parse(file);
        }

        parser.CheckReferences();
        return parser._entities.Values;
    }

    private void Parse(PolicyFile file)
    {
        var findings = new FileFindings(file.Path, _findings);
        if (PolicyFileLayout.KindOf(file.Segments) is not { } kind)
        {
            findings.Error(new TextPosition(1, 1), PolicyFileCodes.UnexpectedFile, PolicyFileLayout.Description);
            return;
        }

        int found = _findings.Count;
        ReadEntities(kind, file, findings);
        if (_findings.Count > found && BrokenKeyOf(kind, file) is { } key)
        {
            _broken.Add(key);
        }
    }

    private static IamEntityKey? BrokenKeyOf(IamEntityKind kind, PolicyFile file) => kind switch
    {
        IamEntityKind.Group => IamEntityKey.Group(file.Segments[0], file.Stem),
        IamEntityKind.ManagedPolicy
            when Arn.TryParse($"arn:aws:iam::{file.Segments[0]}:policy/{file.Stem}", out Arn arn) =>
            IamEntityKey.ManagedPolicy(arn),
        _ => null,
    };

    private void ReadEntities(IamEntityKind kind, PolicyFile file, FileFindings findings)
    {
        if (PlacedJsonReader.Read(file.Content, out string? problem, out TextPosition place) is not { } value)
        {
            findings.Error(place, PolicyFileCodes.NotJson, problem ?? "this is not JSON");
            return;
        }

        if (FileObject.Of(value, "the file", findings) is { } root)
        {
            root.IgnoreSchema();
            foreach ((IamEntity entity, TextPosition position) in EntitiesOf(kind, file, root))
            {
                Add(entity, position, findings);
            }

            root.RefuseOthers();
        }
    }

    private IEnumerable<(IamEntity Entity, TextPosition Position)> EntitiesOf(
        IamEntityKind kind, PolicyFile file, FileObject root)
    {
        if (kind == IamEntityKind.Organization)
        {
            return OrganizationFileReader.Read(root, file, _reading, _references);
        }

        string accountId = file.Segments[0];
        _entities.TryAdd(IamEntityKey.Account(accountId), new IamAccount(accountId));
        return kind switch
        {
            IamEntityKind.Account => AccountFileReader.Read(root, accountId, _reading),
            IamEntityKind.ManagedPolicy => new ManagedPolicyFileReader(file, accountId, _reading).Read(root),
            _ => PrincipalOf(kind, new PrincipalFileReader(file, accountId, _reading, _references), root) is { } entity
                ? [(entity, root.Position)]
                : [],
        };
    }

    private static IamEntity? PrincipalOf(IamEntityKind kind, PrincipalFileReader reader, FileObject root) =>
        kind switch
        {
            IamEntityKind.User => reader.ReadUser(root),
            IamEntityKind.Group => reader.ReadGroup(root),
            _ => reader.ReadRole(root),
        };

    private void Add(IamEntity entity, TextPosition position, FileFindings findings)
    {
        // WHY: a folder makes its account known before or after account.json says more of it.
        if (entity is IamAccount)
        {
            _entities[entity.Key] = entity;
        }
        else if (!_entities.TryAdd(entity.Key, entity))
        {
            findings.Error(
                position,
                PolicyFileCodes.DuplicateName,
                $"`{entity.Key}` is there already: names are unique without regard to case");
        }
    }

    private bool IsUnmet(FileReference reference) =>
        !reference.IsMetBy(_entities)
        && !(reference.Arn is { } arn && _builtIn.Contains(arn))
        && (_entities.ContainsKey(reference.Key) || !_broken.Contains(reference.Key));

    private void CheckReferences()
    {
        foreach (FileReference reference in _references.Where(IsUnmet))
        {
            new FileFindings(reference.Path, _findings)
                .Error(reference.Position, PolicyFileCodes.UnknownReference, reference.Message);
        }
    }
}
