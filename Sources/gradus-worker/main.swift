internal import CSandbox
internal import Glibc
internal import WorkerProtocol

// Loads one plugin, answers frames on what were standard input and output, and ends. Started by Gradus, not by hand.
//
// A variable names the libraries that the plugin needs: the runtime looks for arguments in /proc, and there is no /proc
// inside. They are loaded first, while files can still be opened:
// once the worker is sealed, the plugin is the only file left.

var input: Int32 = -1
var output: Int32 = -1
guard gradus_take_standard_streams(&input, &output) == 0 else { _exit(70) }

let libraries = getenv("GRADUS_LIBRARIES").map { String(cString: $0) } ?? ""
for name in libraries.split(separator: ":") where dlopen(String(name), RTLD_LAZY | RTLD_LOCAL) == nil {
  let reason = "gradus-worker: \(dlerror().map { String(cString: $0) } ?? String(name))\n"
  _ = reason.withCString { write(STDERR_FILENO, $0, strlen($0)) }
  _exit(70)
}

unsetenv("GRADUS_LIBRARIES")

let wire = Wire(input: input, output: output)
var worker = Worker(wire: wire)
while let request = wire.receive() {
  worker.answer(request)
}
// The host has gone away: nobody is left to answer.
_exit(70)
