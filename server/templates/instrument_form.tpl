{{%AUTOESCAPE context="HTML"}}<h1>{{HEADING}}</h1>
<p class="lead">Everyone can read it. You can use Markdown: *emphasis*, lists, links.</p>
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="title">Name</label>
{{#TITLE_PROBLEM}}<p class="problem" id="title-problem">{{WORDS}}</p>{{/TITLE_PROBLEM}}
<input id="title" name="title" value="{{TOOL_TITLE}}" maxlength="300" aria-describedby="title-problem"{{#TITLE_PROBLEM}} aria-invalid="true"{{/TITLE_PROBLEM}}>
<label for="purpose">What it measures, and for whom</label>
{{#PURPOSE_PROBLEM}}<p class="problem" id="purpose-problem">{{WORDS}}</p>{{/PURPOSE_PROBLEM}}
<textarea id="purpose" name="purpose" rows="4" aria-describedby="purpose-problem"{{#PURPOSE_PROBLEM}} aria-invalid="true"{{/PURPOSE_PROBLEM}}>
{{PURPOSE:p}}</textarea>
<label for="usage">How to use it</label>
<p class="hint" id="usage-hint">What is asked or done, how, and how long it takes.</p>
{{#USAGE_PROBLEM}}<p class="problem" id="usage-problem">{{WORDS}}</p>{{/USAGE_PROBLEM}}
<textarea id="usage" name="usage" rows="10" aria-describedby="usage-hint usage-problem"{{#USAGE_PROBLEM}} aria-invalid="true"{{/USAGE_PROBLEM}}>
{{USAGE:p}}</textarea>
<label for="scoring">How to score it</label>
<p class="hint" id="scoring-hint">How one figure for a group comes of it.</p>
{{#SCORING_PROBLEM}}<p class="problem" id="scoring-problem">{{WORDS}}</p>{{/SCORING_PROBLEM}}
<textarea id="scoring" name="scoring" rows="5" aria-describedby="scoring-hint scoring-problem"{{#SCORING_PROBLEM}} aria-invalid="true"{{/SCORING_PROBLEM}}>
{{SCORING:p}}</textarea>
<label for="better">Which way the figure is good</label>
<select id="better" name="better">{{#DIRECTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/DIRECTION}}</select>
<label for="languages">Languages in which it can be had</label>
<p class="hint" id="languages-hint">Their codes, with commas between: en, ar</p>
{{#LANGUAGES_PROBLEM}}<p class="problem" id="languages-problem">{{WORDS}}</p>{{/LANGUAGES_PROBLEM}}
<input id="languages" name="languages" value="{{LANGUAGES}}" autocapitalize="none" spellcheck="false" aria-describedby="languages-hint languages-problem"{{#LANGUAGES_PROBLEM}} aria-invalid="true"{{/LANGUAGES_PROBLEM}}>
<label for="licence">What others may make of it</label>
{{#LICENCE_PROBLEM}}<p class="problem" id="licence-problem">{{WORDS}}</p>{{/LICENCE_PROBLEM}}
<select id="licence" name="licence" aria-describedby="licence-problem"{{#LICENCE_PROBLEM}} aria-invalid="true"{{/LICENCE_PROBLEM}}>{{#LICENCE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/LICENCE}}</select>
<label for="source">Who made it, and where it is published (optional)</label>
{{#SOURCE_PROBLEM}}<p class="problem" id="source-problem">{{WORDS}}</p>{{/SOURCE_PROBLEM}}
<input id="source" name="source" value="{{SOURCE}}" aria-describedby="source-problem"{{#SOURCE_PROBLEM}} aria-invalid="true"{{/SOURCE_PROBLEM}}>
<label for="language">Language of this text</label>
{{#LANGUAGE_PROBLEM}}<p class="problem" id="language-problem">{{WORDS}}</p>{{/LANGUAGE_PROBLEM}}
<input id="language" name="language" value="{{LANGUAGE}}" autocapitalize="none" spellcheck="false" placeholder="en" aria-describedby="language-problem"{{#LANGUAGE_PROBLEM}} aria-invalid="true"{{/LANGUAGE_PROBLEM}}>
<button>Publish it</button>
</form>
<p><a href="/tools">Tools for measuring</a></p>
