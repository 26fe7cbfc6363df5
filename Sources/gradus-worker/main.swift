internal import CSandbox
internal import Glibc
internal import WorkerProtocol

// Loads one plugin, answers frames on what were standard input and output, and ends. Started by Gradus, not by hand.

var input: Int32 = -1
var output: Int32 = -1
guard gradus_take_standard_streams(&input, &output) == 0 else { _exit(70) }

let wire = Wire(input: input, output: output)
var worker = Worker(wire: wire)
while let request = wire.receive() {
  worker.answer(request)
}
// The host has gone away: nobody is left to answer.
_exit(70)
