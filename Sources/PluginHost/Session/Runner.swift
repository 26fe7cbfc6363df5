internal import Glibc
internal import Tensors
internal import Traces
internal import WorkerProtocol

/// Runs plugins, each case in a fresh worker process.
package struct Runner: Sendable {
  let installation: Installation
  private let toolchain: Toolchain
  let sandbox: Sandbox

  package init(installation: Installation, toolchain: Toolchain, sandbox: Sandbox) async {
    self.installation = installation
    self.toolchain = toolchain
    self.sandbox = sandbox
  }

  /// Runs an optimizer over all steps of a case.
  package func run(_ plugin: Plugin, _ wanted: OptimizerCase, limits: RunLimits = RunLimits()) async -> RunResult {
    await run(plugin, .optimizer(wanted), limits: limits)
  }

  /// Runs a component over all steps of a case.
  ///
  /// - Parameter waiting: workers that were started before.
  package func run(
    _ plugin: Plugin, _ wanted: RunCase, limits: RunLimits = RunLimits(), by waiting: WaitingWorkers? = nil
  ) async -> RunResult {
    let clock = ContinuousClock()
    let start = clock.now
    var session = await converse(plugin, wanted, limits, waiting)
    if case .stopped(let note) = session.end {
      let text = session.result.output
      session.result.ending = await ending(of: note, plugin: plugin, output: text, limits: limits)
    }
    if case .crashed(CrashMessage.refusedCall, _, let place) = session.result.ending, let tasks = plugin.tasks {
      session.result.ending = .crashed(
        signal: CrashMessage.refusedCall, message: CrashMessage.started(tasks), place: place ?? tasks.place)
    }
    let elapsed = start.duration(to: clock.now).components
    session.result.durationSeconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    return session.result
  }

  /// The end of a worker's process.
  private struct Death {
    let status: Command.Ending
    let clock: Watchdog.State
    /// The time from its start on, in seconds. One thread cannot use more processor time than that.
    let seconds: Double
    /// True if both its pipes were closed, and it was still running until we ended it.
    let goesOn: Bool
    /// True if the kernel killed a process of its group for want of memory.
    let ranOutOfMemory: Bool
  }

  /// The end of a session as far as its own process shows; a crash is still to be located.
  private enum End: Sendable {
    case settled
    case stopped(CrashNote)
  }

  private func converse(
    _ plugin: Plugin, _ wanted: RunCase, _ limits: RunLimits, _ waiting: WaitingWorkers?
  ) async -> (result: RunResult, end: End) {
    Signals.ignoreBrokenPipes()
    await WarmFiles.shared.read(plugin.runtime.files + [installation.worker])
    var result = RunResult(
      trace: Trace(), ending: .completed, output: "", settingsDeclared: [:], quantitiesDeclared: [],
      unknownSettings: [],
      durationSeconds: 0)
    do {
      let (outcome, text, death) = try await exchange(plugin, wanted, limits, waiting).get()
      let clock = death.clock
      result.trace = outcome.trace
      result.output = Text.withoutRuntimeTrace(Text.shown(text, limit: limits.outputBytes))
      result.settingsDeclared = outcome.settingsDeclared
      result.quantitiesDeclared = outcome.quantitiesDeclared
      result.unknownSettings = outcome.unknownSettings
      result.unreadable = outcome.unreadable
      result.answered = outcome.answered
      (result.fullSteps, result.openStep) = (outcome.fullSteps, outcome.openStep)
      if case .crashed(let note)? = outcome.error {
        // A worker that was interrupted by a message after an answer, and not by the clock, did not give that answer
        // itself.
        if note.isPossible(after: death.seconds, limits), note.reason != .hostLimit || clock.fired && !clock.starved {
          return (result, .stopped(note))
        }
        result.ending =
          clock.starved
          ? Self.timedOut(clock, limits)
          : .protocolViolation(
            note.reason == .hostLimit
              ? "it was interrupted long before its limit: it had answered in the worker's place, and was told to finish"
              : "it said that it had ended in a way in which it cannot have ended")
        return (result, .settled)
      }
      result.ending = ending(
        of: outcome.error,
        death, ranOutOfMemory: death.ranOutOfMemory, output: result.output, limits: limits)
      // A worker says itself when its time is up. One that cannot has been tampered with, and its steps show nothing.
      if case .timedOut = result.ending { (result.fullSteps, result.openStep) = (0, nil) }
    } catch {
      result.ending = .hostFault(error.description)
    }
    return (result, .settled)
  }

  /// An exchange with a worker: its outcome, the bytes printed, and the process's end.
  private typealias Exchange = (outcome: CaseSession.Outcome, printed: [UInt8], death: Death)

  /// Has a worker that waits go through a case, or one that is started now.
  private func exchange(
    _ plugin: Plugin, _ wanted: RunCase, _ limits: RunLimits, _ waiting: WaitingWorkers?
  ) async throws(HostError) -> Result<Exchange, HostError> {
    let layers = sandbox.workerLayers
    @Sendable func go(_ worker: StartedWorker, _ library: String) -> Result<Exchange, HostError> {
      // The worker's own libraries are loaded before the seal.
      let seal = WorkerSeal(layers: layers, limits: WorkerLimits(limits), readable: [library])
      do throws(HostError) {
        return .success(try Self.exchange(worker, library, wanted, seal: seal, limits: limits))
      } catch {
        return .failure(error)
      }
    }
    if let waiting {
      let result: Result<Exchange, HostError>? = await withCheckedContinuation { continuation in
        if !waiting.give(plugin, limits, { continuation.resume(returning: go($0, $1)) }) {
          continuation.resume(returning: nil)
        }
      }
      if let result { return result }
    }
    let command = try command(plugin.runtime, seeing: plugin.library, limits)
    return try await Thread.run { () -> Result<Exchange, HostError> in
      do throws(HostError) {
        return go(try StartedWorker(command, keeping: limits.outputBytes + 1), plugin.library)
      } catch {
        return .failure(error)
      }
    }
  }

  /// Goes through a case with a worker, and waits for its end. Blocks.
  private static func exchange(
    _ worker: StartedWorker, _ library: String, _ wanted: RunCase, seal: WorkerSeal, limits: RunLimits
  ) throws(HostError) -> Exchange {
    let start = worker.begun
    let (child, watchdog) = (worker.child, worker.watchdog)
    watchdog.start(process: child.process, seconds: limits.seconds, cpuSeconds: limits.cpuSeconds) {
      // Any message during a call makes the worker report its place and end.
      child.interrupt(Request.finish.frame())
    }
    var session = CaseSession(
      conversation: worker.conversation, isGreeted: worker.isGreeted, wanted: wanted, limits: limits)
    let outcome = session.run(library, seal: seal)
    // After a violation the pipes are no longer read, and a program that still writes must not wait for us.
    if case .violation? = outcome.error { child.killGroup() }
    child.finishReading()
    // Its pipes are closed. A process that still runs has closed them itself. It is given a second to end.
    for _ in 0..<1000 where !child.hasEnded { usleep(1000) }
    let goesOn = !child.hasEnded
    child.killGroup()
    let (status, clock) = child.collect()
    try child.checkPipes(of: worker.command.program)
    let death = Death(
      status: status, clock: clock, seconds: Alarms.now - start, goesOn: goesOn,
      ranOutOfMemory: worker.command.ranOutOfMemory)
    return (outcome, child.printed, death)
  }

  /// The ending of an exchange that left no crash note. It follows from the error of the exchange and the end of the
  /// process.
  private func ending(
    of error: ConversationError?, _ death: Death, ranOutOfMemory: Bool, output: String, limits: RunLimits
  ) -> Ending {
    let clock = death.clock
    let timedOut = Self.timedOut(clock, limits)
    switch error {
    // A worker exits with 0 right after its last answer. A process that goes on is not the worker, whatever it has
    // answered.
    case nil:
      if case .exited(0) = death.status { return .completed }
      return clock.killed ? timedOut : .protocolViolation("it went on after its last answer")
    case .failed(let reason)?: return .failed(reason)
    case .short(let reported, let steps)?: return .tooFewReports(reported, of: steps)
    case .unprepared(let reason)?: return .hostFault(HostError.workerUnfit(reason: reason).description)
    case .violation(let reason)?: return clock.fired ? timedOut : .protocolViolation(reason)
    case .closed?, .crashed?:
      return clock.fired ? timedOut : unannounced(death, ranOutOfMemory: ranOutOfMemory, output: output, limits: limits)
    case .incomplete?:
      if clock.fired { return timedOut }
      let ending = unannounced(death, ranOutOfMemory: ranOutOfMemory, output: output, limits: limits)
      // A half frame after a normal exit was deliberate; after a signal it was not.
      if case .exited = ending { return .protocolViolation("the last frame is incomplete") }
      return ending
    }
  }

  /// The ending of a process that left no crash note.
  private func unannounced(_ death: Death, ranOutOfMemory: Bool, output: String, limits: RunLimits) -> Ending {
    if death.goesOn { return .protocolViolation("it closed its pipes and went on") }
    let signal: Int32
    switch death.status {
    // A limit that was reached has left a note, unless the program held it up.
    case .signaled(CrashMessage.cpuLimit) where death.seconds < Double(limits.cpuSeconds):
      return .crashed(
        signal: CrashMessage.cpuLimit,
        message: CrashMessage.text(
          signal: CrashMessage.cpuLimit, reason: .signal, output: "", runtime: nil, memoryBytes: limits.memoryBytes),
        place: nil
      )
    case .signaled(let number): signal = number
    case .timedOut: return Self.timedOut(death.clock, limits)
    // A program can end with these codes too, then long before its limit; an abort leaves a note.
    case .exited(let code)
    where code == 128 + CrashMessage.cpuLimit && death.seconds < Double(limits.cpuSeconds)
      || code == 128 + CrashMessage.aborted:
      return .exited(code: code)
    // Bubblewrap passes a signal on as an exit code, as shells do.
    case .exited(let code) where sandbox.layers.contains(.namespaces) && code > 128 && code < 128 + 65:
      signal = code - 128
    // The worker's own handler ends it with this code; here its note did not arrive.
    case .exited(128 + CrashMessage.cpuLimit): signal = CrashMessage.cpuLimit
    case .exited(let code): return .exited(code: code)
    }
    if signal == CrashMessage.cpuLimit || signal == CrashMessage.killed && death.clock.overspent {
      return .timedOut(seconds: Double(limits.cpuSeconds), place: nil)
    }
    // Under the call filter it can neither kill itself nor pretend to have been killed.
    if signal == CrashMessage.killed && sandbox.layers.contains(.calls) && !ranOutOfMemory {
      return .hostFault(HostError.killedFromOutside.description)
    }
    return .crashed(
      signal: signal,
      message: CrashMessage.text(
        signal: signal, reason: .signal, output: output, runtime: nil, memoryBytes: limits.memoryBytes),
      place: nil)
  }

  /// The ending that an expired clock means.
  private static func timedOut(_ clock: Watchdog.State, _ limits: RunLimits) -> Ending {
    clock.starved
      ? .hostFault(HostError.starved(seconds: limits.seconds * Watchdog.mostTimes).description)
      : .timedOut(seconds: limits.seconds, place: nil)
  }

  /// The ending that a crash note describes, with its place in the student's source.
  private func ending(of note: CrashNote, plugin: Plugin, output: String, limits: RunLimits) async -> Ending {
    let symbolizer = Symbolizer(toolchain: toolchain, sandbox: sandbox)
    let found = await symbolizer.locate(note.addresses, in: plugin)
    switch note.reason {
    case .hostLimit: return .timedOut(seconds: limits.seconds, place: found.place)
    case .cpuLimit: return .timedOut(seconds: Double(limits.cpuSeconds), place: found.place)
    case .makingCode: return .protocolViolation("it tried to make code out of memory")
    case .signal, .stackOverflow:
      let message = CrashMessage.text(
        signal: note.signal, reason: note.reason, output: output, runtime: found.runtimeFailure,
        memoryBytes: limits.memoryBytes)
      return .crashed(signal: note.signal, message: message, place: found.place)
    }
  }
}

extension CrashNote {
  /// True if a program can have ended like this. A program can write such a note itself.
  ///
  /// - Parameter seconds: the time that it had on the clock.
  fileprivate func isPossible(after seconds: Double, _ limits: RunLimits) -> Bool {
    switch reason {
    case .cpuLimit: signal == CrashMessage.cpuLimit && seconds >= Double(limits.cpuSeconds)
    case .signal: CrashMessage.noted.contains(signal)
    case .stackOverflow, .hostLimit, .makingCode: true
    }
  }
}

extension WorkerLimits {
  init(_ limits: RunLimits) {
    self.init(
      cpuSeconds: UInt64(limits.cpuSeconds), memoryBytes: UInt64(limits.memoryBytes),
      fileBytes: UInt64(limits.fileBytes), openFiles: UInt64(limits.openFiles))
  }
}
