using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace IamAuthorization.AspNetCore;

/// <summary>The methods of a hub, each of which is a door behind the hub's own.</summary>
internal static class HubDoors
{
    public static IEnumerable<DoorQuestion> QuestionsOf(Type hub) =>
        from method in hub.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.GetBaseDefinition().DeclaringType != typeof(object) && !method.IsSpecialName
        from data in method.GetCustomAttributes<AuthorizeAttribute>(inherit: true)
        where data.Policy is not null && IamPolicyName.IsOne(data.Policy)
        select new DoorQuestion(
            $"hub method `{hub.Name}.{method.GetCustomAttribute<HubMethodNameAttribute>()?.Name ?? method.Name}`",
            data.Policy!,
            "method",
            method.GetParameters().Select(parameter => parameter.Name!).ToFrozenSet(StringComparer.OrdinalIgnoreCase));
}
