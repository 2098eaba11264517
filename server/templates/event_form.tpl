{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}/events">Events of {{COMMUNITY}}</a></p>
<h1>{{HEADING}}</h1>
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="title">Title</label>
{{#TITLE_PROBLEM}}<p class="problem" id="title-problem">{{WORDS}}</p>{{/TITLE_PROBLEM}}
<input id="title" name="title" value="{{EVENT_TITLE}}" maxlength="200" required aria-describedby="title-problem"{{#TITLE_PROBLEM}} aria-invalid="true"{{/TITLE_PROBLEM}}>
<label for="starts">It begins</label>
{{#STARTS_PROBLEM}}<p class="problem" id="starts-problem">{{WORDS}}</p>{{/STARTS_PROBLEM}}
<input id="starts" name="starts" type="datetime-local" value="{{STARTS}}" required aria-describedby="starts-problem"{{#STARTS_PROBLEM}} aria-invalid="true"{{/STARTS_PROBLEM}}>
<label for="ends">It ends</label>
{{#ENDS_PROBLEM}}<p class="problem" id="ends-problem">{{WORDS}}</p>{{/ENDS_PROBLEM}}
<input id="ends" name="ends" type="datetime-local" value="{{ENDS}}" required aria-describedby="ends-problem"{{#ENDS_PROBLEM}} aria-invalid="true"{{/ENDS_PROBLEM}}>
<label for="offset">How far the clock there is from UTC on that day</label>
<p class="hint" id="offset-hint">In Britain +00:00 in winter and +01:00 in summer.</p>
<select id="offset" name="offset" aria-describedby="offset-hint">{{#OFFSET}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{VALUE}}</option>{{/OFFSET}}</select>
<label for="place">Where people meet</label>
{{#PLACE_PROBLEM}}<p class="problem" id="place-problem">{{WORDS}}</p>{{/PLACE_PROBLEM}}
<input id="place" name="place" value="{{PLACE}}" aria-describedby="place-problem"{{#PLACE_PROBLEM}} aria-invalid="true"{{/PLACE_PROBLEM}}>
<label for="link">Where they meet online</label>
{{#LINK_PROBLEM}}<p class="problem" id="link-problem">{{WORDS}}</p>{{/LINK_PROBLEM}}
<input id="link" name="link" type="url" value="{{LINK}}" aria-describedby="link-problem"{{#LINK_PROBLEM}} aria-invalid="true"{{/LINK_PROBLEM}}>
<label for="capacity">How many can come, if not everybody</label>
{{#CAPACITY_PROBLEM}}<p class="problem" id="capacity-problem">{{WORDS}}</p>{{/CAPACITY_PROBLEM}}
<input id="capacity" name="capacity" inputmode="numeric" value="{{CAPACITY}}" aria-describedby="capacity-problem"{{#CAPACITY_PROBLEM}} aria-invalid="true"{{/CAPACITY_PROBLEM}}>
<label for="words">What happens there</label>
{{#WORDS_PROBLEM}}<p class="problem" id="words-problem">{{WORDS}}</p>{{/WORDS_PROBLEM}}
<textarea id="words" name="words" rows="6" aria-describedby="words-problem"{{#WORDS_PROBLEM}} aria-invalid="true"{{/WORDS_PROBLEM}}>
{{EVENT_WORDS:p}}</textarea>
<button>{{BUTTON}}</button>
</form>
