using System.Net;
using System.Net.Sockets;

namespace Quickstart;

internal static class Ports
{
    /// <summary>The first of the ports that something listens on already, or null.</summary>
    public static int? FindBusy(params int[] ports)
    {
        foreach (var port in ports)
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
            }
            catch (SocketException)
            {
                return port;
            }
        }

        return null;
    }
}
