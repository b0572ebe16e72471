namespace IamAuthorization.AspNetCore;

/// <summary>What a question is about, before it is an ARN.</summary>
/// <param name="Template">The template that is to be filled; <see langword="null"/> for an object of the app.</param>
/// <param name="Thing">What the framework handed over, or the object.</param>
internal readonly record struct AskedResource(ResourceTemplate? Template, object? Thing);
