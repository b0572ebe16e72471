namespace IamAuthorization.Policies;

/// <summary>The protocol of the identity provider a Federated principal names.</summary>
internal enum FederatedProviderKind
{
    /// <summary>It names no provider.</summary>
    None = 0,
    Saml,
    Oidc,
}
