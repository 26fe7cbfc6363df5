internal import Glibc

/// A failure of Gradus itself or of its machine, never of a submission.
package enum HostError: Error, Equatable, Sendable {
  /// No `swift` in any folder of PATH.
  case noSwiftOnPath
  /// A Swift was found, but a part of its toolchain was not.
  case incompleteToolchain(swift: String, missing: String)
  /// The folder that holds our own sources was not found.
  case noInstallation(lookedFrom: [String])
  /// A part of our own installation is missing.
  case incompleteInstallation(missing: String)
  /// A program could not be started.
  case cannotStart(program: String, reason: String)
  /// A pipe to a program broke, though both its ends were there.
  case brokenPipe(program: String, reason: String)
  /// The system gave no thread.
  case noThread(reason: String)
  /// The worker started and could not be made ready for a plugin.
  case workerUnfit(reason: String)
  /// An assignment allows a module that submissions cannot be given.
  case unknownImport(module: String, known: [String])
  /// A tool of ours or of the toolchain failed, and the submission had no part in it.
  case toolFailed(tool: String, message: String)
  /// A tool did not end in time, but not for using up its processor time, which is all that a submission can cause.
  case overloaded(tool: String, seconds: Double)
  /// A program waited for a processor for nearly all of a time many times its limit.
  case starved(seconds: Double)
  /// A program was killed by somebody else, or by the kernel for want of memory that it did not use itself.
  case killedFromOutside
  /// The folder for temporary files holds too little for a tool to finish.
  case noRoom(folder: String)
  /// A file or folder of ours could not be read or written.
  case fileSystem(path: String, reason: String)
}

extension HostError: CustomStringConvertible {
  /// One sentence for the person at the keyboard.
  package var description: String {
    switch self {
    case .noSwiftOnPath:
      "No swift was found on PATH: install Swift 6.3 or later from swift.org, or add its folder to PATH."
    case .incompleteToolchain(let swift, let missing):
      "The Swift toolchain of \(swift) has no \(missing): install the complete toolchain from swift.org."
    case .noInstallation(let places):
      "The files of Gradus were not found from \(places.joined(separator: " or ")): set GRADUS_HOME to their folder."
    case .incompleteInstallation(let missing):
      "The installation of Gradus is incomplete: \(missing) is missing."
    case .cannotStart(let program, let reason):
      "\(program) could not be started: \(reason)."
    case .brokenPipe(let program, let reason):
      "The pipes to \(program) cannot be used: \(reason)."
    case .noThread(let reason):
      "No thread could be started: \(reason)."
    case .workerUnfit(let reason):
      "The worker could not be made ready: \(reason)."
    case .unknownImport(let module, let known):
      "Submissions cannot be given the module \(module): only \(known.joined(separator: ", "))."
    case .toolFailed(let tool, let message):
      "\(tool) failed: \(message)"
    case .overloaded(let tool, let seconds):
      "\(tool) did not end within \(Text.seconds(seconds)) seconds, nor use up its processor time: the machine is overloaded."
    case .starved(let seconds):
      "The program waited for a processor for most of \(Text.seconds(seconds)) seconds: the machine is overloaded."
    case .killedFromOutside:
      "The program was killed from outside: the machine has too little memory perhaps."
    case .noRoom(let folder):
      "\(folder) has too little room: free some, or name another folder in TMPDIR."
    case .fileSystem(let path, let reason):
      "\(path): \(reason)."
    }
  }
}

/// A reason to refuse a submission.
package enum SubmissionError: Error, Equatable, Sendable {
  case missing(path: String)
  case unreadable(path: String, reason: String)
  /// The machine lacks the means to read it: no mistake of whoever handed it in.
  case machine(path: String, reason: String)
  /// A symbolic link, a pipe or a device: only plain files and folders are followed.
  case notPlain(path: String)
  case notSwift(path: String)
  /// A folder without Swift files.
  case empty(path: String, leftAside: [String] = [])
  /// A Swift file without a single byte, and no other with one.
  case blank(path: String)
  case tooManyFiles(limit: Int)
  /// Its folders hold more files and folders than are looked at.
  case tooManyEntries(limit: Int)
  case tooLarge(path: String, limit: Int)
  case notText(path: String)
  case unusableName(path: String)
}

extension SubmissionError {
  /// True if it is a fault of the machine's.
  package var isOurs: Bool { if case .machine = self { true } else { false } }

  /// The error for a file that the system does not let us read.
  static func refused(_ path: String, _ code: Int32 = errno) -> SubmissionError {
    switch code {
    case ELOOP: .notPlain(path: path)
    case EMFILE, ENFILE, ENOMEM, EAGAIN, EINTR, EIO, ENOSPC, ESTALE, ETIMEDOUT, ENOBUFS:
      .machine(path: path, reason: Files.reason(code))
    default: .unreadable(path: path, reason: Files.reason(code))
    }
  }
}

extension SubmissionError: CustomStringConvertible {
  /// One sentence for the student or the grader.
  package var description: String {
    switch self {
    case .missing(let path): "There is no submission at \(path)."
    case .unreadable(let path, let reason), .machine(let path, let reason): "\(path) cannot be read: \(reason)."
    case .notPlain(let path): "\(path) is neither a plain file nor a folder; links and special files are not followed."
    case .notSwift(let path): "\(path) is not a Swift file."
    case .empty(let path, let leftAside):
      "\(path) holds no Swift source"
        + (leftAside.isEmpty ? "." : " but for what is left aside: \(leftAside.joined(separator: ", ")).")
    case .blank(let path): "\(path) is empty."
    case .tooManyFiles(let limit): "The submission has more than \(limit) Swift files."
    case .tooManyEntries(let limit): "The submission's folders hold more than \(limit) files and folders."
    case .tooLarge(let path, let limit): "\(path) makes the submission larger than \(limit) bytes."
    case .notText(let path): "\(path) is not UTF-8 text."
    case .unusableName(let path): "The file name \(path) holds characters that a source file's name cannot have."
    }
  }
}
