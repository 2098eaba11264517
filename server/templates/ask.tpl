{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{COMMUNITY}}</a></p>
<h1>Ask a question</h1>
<p class="quiet">In {{COMMUNITY}} ({{HOST}}).</p>
{{#PROBLEMS}}<p>The question was not sent. What is missing is marked below; your text is still here.</p>{{/PROBLEMS}}
{{#SIMILAR}}<section class="notice" role="status"><h2>Has it been asked before?</h2>
<p>Your question is not sent yet. These are like it; they open in a new tab, and your text stays here. If none of them helps, send yours.</p>
<ul>{{#QUESTION}}<li><a href="{{PATH}}" target="_blank" rel="noopener">{{TITLE}}</a> ({{COMMUNITY_NAME}})</li>{{/QUESTION}}</ul></section>{{/SIMILAR}}
<form method="post" action="{{PATH}}/ask">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="similar" value="{{LOOK}}">
{{#CAME_UP}}<input type="hidden" name="event" value="{{EVENT}}">
<p class="quiet">It came up at {{EVENT_TITLE}}, and will stand there among the questions.</p>{{/CAME_UP}}
<label for="title">Title</label>
{{#TITLE_PROBLEM}}<p class="problem" id="title-problem">{{WORDS}}</p>{{/TITLE_PROBLEM}}
<input id="title" name="title" value="{{QUESTION_TITLE}}" maxlength="200" aria-describedby="title-problem"{{#TITLE_PROBLEM}} aria-invalid="true"{{/TITLE_PROBLEM}}>
<label for="words">Your question</label>
<p class="hint" id="words-hint">You can use Markdown: *emphasis*, lists, links.</p>
{{#WORDS_PROBLEM}}<p class="problem" id="words-problem">{{WORDS}}</p>{{/WORDS_PROBLEM}}
<textarea id="words" name="words" rows="12" aria-describedby="words-hint words-problem"{{#WORDS_PROBLEM}} aria-invalid="true"{{/WORDS_PROBLEM}}>
{{QUESTION_WORDS:p}}</textarea>
{{>CONTEXT_FIELDS}}
{{>AUDIENCES}}
<button>Send the question</button>
</form>
