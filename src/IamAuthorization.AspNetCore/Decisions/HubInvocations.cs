using Microsoft.AspNetCore.SignalR;

namespace IamAuthorization.AspNetCore;

/// <summary>The invocation of a hub method that the running code belongs to.</summary>
internal static class HubInvocations
{
    private static readonly AsyncLocal<HubInvocationContext?> Running = new();

    /// <summary>The invocation, or <see langword="null"/> outside of one.</summary>
    public static HubInvocationContext? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }
}
