namespace IamAuthorization.AspNetCore;

/// <summary>
/// Why a credential was refused. The message is a phrase that whoever sent it may be told; it holds no part of it.
/// </summary>
internal sealed class RefusedCredentialException(string problem) : Exception(problem);
