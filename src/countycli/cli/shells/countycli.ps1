# Completion of countycli in PowerShell.

Register-ArgumentCompleter -Native -CommandName countycli -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $Env:PYTHONIOENCODING = "utf-8"
        $Env:_COUNTYCLI_COMPLETE = "complete_powershell"
        $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
        $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
        & $commandAst.GetCommandName() 2>$null | Where-Object { $_ -ne "<files>" } | ForEach-Object {
            $value, $gloss = $_ -split ":::", 2
            $text = if ($value -match '[\s''"$`;&|(){}@#,]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
            [System.Management.Automation.CompletionResult]::new($text, $value, "ParameterValue", $gloss)
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        foreach ($name in "_COUNTYCLI_COMPLETE", "_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_WORD_TO_COMPLETE", "PYTHONIOENCODING") {
            Remove-Item "Env:$name" -ErrorAction SilentlyContinue
        }
    }
}
