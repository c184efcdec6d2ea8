package verdict.app.command;

import picocli.CommandLine.Command;

/** An operator's commands. */
@Command(
    name = "dlq",
    description = "Dead letters: what failed, why, and once more.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LetterGroupsCommand.class,
      LetterListCommand.class,
      LetterShowCommand.class,
      LetterReplayCommand.class
    })
public final class LettersCommand {}
