using Microsoft.AspNetCore.Authorization;

namespace IamAuthorization.Benchmarks.Http;

/// <summary>A requirement that everybody meets.</summary>
internal sealed class NoopRequirement : IAuthorizationRequirement;
