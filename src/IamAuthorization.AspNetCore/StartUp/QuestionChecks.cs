using IamAuthorization.Accounts;

namespace IamAuthorization.AspNetCore;

/// <summary>Finds what is wrong with one declared question.</summary>
internal static class QuestionChecks
{
    public static IEnumerable<IamStartupFinding> Find(DoorQuestion question, IamOptions options)
    {
        if (question.Read(out string? problem) is not { } requirement)
        {
            return
            [
                StartupCheckIds.Finding(
                    StartupCheckIds.MalformedQuestion,
                    $"{question.Door} asks what cannot be read: {LogText.Of(problem!)}",
                    "Write the action as `service:Name` and the resource as docs/aspnetcore.md shows."),
            ];
        }

        return [.. MissingParameters(question, requirement), .. UndeclaredAction(question, requirement, options)];
    }

    private static IEnumerable<IamStartupFinding> MissingParameters(DoorQuestion question, IamRequirement requirement)
    {
        if (question.Parameters is not { } known)
        {
            return [];
        }

        string there = known.Count == 0
            ? "it has none"
            : $"it has {string.Join(", ", known.Order(StringComparer.Ordinal).Select(name => $"`{{{name}}}`"))}";
        return requirement.Template.Parameters
            .Where(name => !known.Contains(name))
            .Select(name => StartupCheckIds.Finding(
                StartupCheckIds.RouteParameter,
                $"{question.Door} asks for `{LogText.Of(requirement.Resource)}`, but its {question.Place} has no "
                    + $"parameter `{{{LogText.Of(name)}}}`: {there}.",
                $"Name a parameter of the {question.Place} in the template, or add it to the {question.Place}."));
    }

    private static IEnumerable<IamStartupFinding> UndeclaredAction(
        DoorQuestion question, IamRequirement requirement, IamOptions options)
    {
        string action = requirement.Action.ToString();
        bool isOwn = requirement.Action.Service.Equals(options.Service, StringComparison.OrdinalIgnoreCase);
        if (options.Actions.Count == 0 || !isOwn || options.Actions.Contains(action))
        {
            return [];
        }

        string hint = NearName.Among(options.Actions, action) is { } near ? $" Did you mean `{near}`?" : string.Empty;
        return
        [
            StartupCheckIds.Finding(
                StartupCheckIds.UndeclaredAction,
                $"{question.Door} asks for `{action}`, which is none of the declared actions.{hint}",
                "Correct the action, or add it to Actions in AddIamAuthorization."),
        ];
    }
}
