using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IdpMfa.Server.Configuration;

/// <summary>Reads addresses and CIDRs of trusted proxies.</summary>
internal static class TrustedProxyReader
{
    /// <returns>False, with words for the operator, where the text is neither an address nor a CIDR.</returns>
    public static bool TryRead(string text, out IPNetwork network, out string problem)
    {
        network = default;
        problem = $"'{text}' is neither an address nor a CIDR; write for example 10.0.0.7 or 10.0.0.0/8";

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryReadAddress(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = bits;
        if (
            slash >= 0
            && (
                !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefix)
                || prefix > bits
            )
        )
        {
            return false;
        }

        network = new IPNetwork(FirstOf(address, prefix), prefix);
        if (!network.BaseAddress.Equals(address))
        {
            problem = $"'{text}' has bits beyond its prefix; write {network}, or {address} for the one address";
            return false;
        }

        return true;
    }

    private static bool TryReadAddress(string text, out IPAddress address) =>
        IPAddress.TryParse(text, out address!)
        && address is not { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 }
        // "10" and "0x0a000001" are addresses to the parser and slips of the finger to everybody else.
        && (address.AddressFamily != AddressFamily.InterNetwork || address.ToString() == text);

    private static IPAddress FirstOf(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(prefix - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
